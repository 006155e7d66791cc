package dev.assay.server.tasks.library;

import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.library.LibraryListView.Option;
import dev.assay.server.tasks.library.LibraryListView.Row;
import dev.assay.server.tasks.library.LibraryListView.Tab;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the lists of data sets and of tasks have in common. */
final class ListParts {
  private ListParts() {}

  static LibraryListView view(
      boolean ofTasks,
      LibraryFilter filter,
      List<Option> types,
      List<Row> rows,
      @Nullable String next) {
    var url = ofTasks ? "/tasks" : "/data";
    var tabs = new ArrayList<Tab>();
    tabs.add(new Tab("All", url + filter.parameters("all", null), filter.reach().isEmpty()));
    for (var reach : Reach.values()) {
      var name =
          switch (reach) {
            case OWN -> "Yours";
            case SHARED -> "Shared with you";
            case PUBLIC -> "Public";
          };
      var chosen = filter.reach().filter(reach::equals).isPresent();
      tabs.add(
          new Tab(
              name, url + filter.parameters(reach.name().toLowerCase(Locale.ROOT), null), chosen));
    }
    var show = filter.reach().map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("all");
    return new LibraryListView(ofTasks, tabs, show, filter.text(), types, rows, next);
  }
}

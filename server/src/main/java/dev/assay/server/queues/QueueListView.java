package dev.assay.server.queues;

import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;

/** The queues the reader may see. */
public record QueueListView(List<Row> queues) implements PageView {

  /** A queue in the list. */
  public record Row(
      long id, String name, Badge state, int workers, int slots, int running, int waiting) {}

  public QueueListView {
    queues = List.copyOf(queues);
  }

  @Override
  public String template() {
    return "queues/list";
  }

  @Override
  public String title() {
    return "Queues";
  }

  @Override
  public Section section() {
    return Section.QUEUES;
  }
}

package dev.assay.server.tasks.library;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data sets or tasks that the reader may use.
 *
 * @param ofTasks tasks, not data sets
 * @param tabs own, shared, public, all
 * @param types to choose from; empty for tasks
 * @param nextUrl of the older ones, or null
 */
public record LibraryListView(
    boolean ofTasks,
    List<Tab> tabs,
    String show,
    String query,
    List<Option> types,
    List<Row> rows,
    @Nullable String nextUrl)
    implements PageView {

  /** A part of the list to choose. */
  public record Tab(String name, String url, boolean chosen) {}

  /** An entry of a choice. */
  public record Option(String value, String label, boolean chosen) {}

  /**
   * A data set or a task.
   *
   * @param kind the type of a data set, the version of a task
   * @param size in words; empty for a task
   * @param reach why the reader may use it
   */
  public record Row(
      String url,
      String name,
      String description,
      String kind,
      String size,
      String owner,
      String reach,
      Instant at) {}

  public LibraryListView {
    tabs = List.copyOf(tabs);
    types = List.copyOf(types);
    rows = List.copyOf(rows);
  }

  /** The address of this list. */
  public String url() {
    return ofTasks ? "/tasks" : "/data";
  }

  @Override
  public String template() {
    return "tasks/list";
  }

  @Override
  public String title() {
    return ofTasks ? "Tasks" : "Data and programs";
  }

  @Override
  public Section section() {
    return Section.LIBRARY;
  }
}

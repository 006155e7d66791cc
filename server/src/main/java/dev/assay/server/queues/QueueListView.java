package dev.assay.server.queues;

import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;

/**
 * The queues the reader may see.
 *
 * @param mayCreate whether the reader may make one (posted to {@code /queues} with the field {@code
 *     name})
 * @param refused the form, if it was not taken
 */
public record QueueListView(List<Row> queues, boolean mayCreate, RefusedForm refused)
    implements PageView {

  /**
   * A queue in the list.
   *
   * @param owner the display name; empty for the site's own
   */
  public record Row(
      long id,
      String name,
      String owner,
      Badge state,
      int workers,
      int slots,
      int running,
      int waiting) {}

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

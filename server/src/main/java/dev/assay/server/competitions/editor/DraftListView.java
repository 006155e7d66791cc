package dev.assay.server.competitions.editor;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;

/**
 * Where a competition begins: a new draft, and those that are being written.
 *
 * @param problem what was wrong with the title, or empty
 */
public record DraftListView(List<Row> drafts, String name, String problem) implements PageView {

  public DraftListView {
    drafts = List.copyOf(drafts);
  }

  /** A draft that is being written. */
  public record Row(String url, String title, String note, Instant changedAt) {}

  @Override
  public String template() {
    return "editor/drafts";
  }

  @Override
  public String title() {
    return "New competition";
  }

  @Override
  public Section section() {
    return Section.DRAFTS;
  }
}

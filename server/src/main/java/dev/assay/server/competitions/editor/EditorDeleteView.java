package dev.assay.server.competitions.editor;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;

/** Asks before a draft is deleted. */
public record EditorDeleteView(EditorFrame frame) implements PageView {

  @Override
  public String template() {
    return "editor/delete";
  }

  @Override
  public String title() {
    return "Delete · " + frame.title();
  }

  @Override
  public Section section() {
    return Section.DRAFTS;
  }
}

package dev.assay.server.competitions.editor;

import dev.assay.server.web.FragmentView;

/** What a saved form gets back by script: remarks, previews and the state of the sections. */
public record EditorSavedView(EditorView view) implements FragmentView {

  @Override
  public String template() {
    return "editor/saved";
  }
}

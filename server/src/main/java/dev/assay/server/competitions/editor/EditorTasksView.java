package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Option;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;

/**
 * Where a task of the site is taken into a draft.
 *
 * @param url of the page itself
 * @param back where the draft's tasks are
 * @param choices tasks that may be used
 */
public record EditorTasksView(EditorFrame frame, String url, String back, List<Option> choices)
    implements PageView {

  public EditorTasksView {
    choices = List.copyOf(choices);
  }

  @Override
  public String template() {
    return "editor/tasks";
  }

  @Override
  public String title() {
    return "Use a task of this site · " + frame.title();
  }

  @Override
  public Section section() {
    return Section.DRAFTS;
  }
}

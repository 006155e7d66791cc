package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Option;
import dev.assay.server.competitions.editor.FieldView.Part;
import dev.assay.server.web.Finding;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;

/**
 * Where one part of a draft is uploaded or chosen.
 *
 * @param url of the page itself
 * @param back where the part is shown
 * @param of the item it belongs to, such as a task's name, or empty
 * @param now what stands there; without a name if nothing does
 * @param about what a script says of a file that it sends ahead, or empty
 * @param choices data sets of the site that may stand there
 */
public record EditorPartView(
    EditorFrame frame,
    String url,
    String back,
    String heading,
    String of,
    Part now,
    boolean picture,
    String about,
    List<Option> choices,
    List<Remark> remarks,
    List<Finding> problems,
    long maxBytes)
    implements PageView {

  public EditorPartView {
    choices = List.copyOf(choices);
    remarks = List.copyOf(remarks);
    problems = List.copyOf(problems);
  }

  @Override
  public String template() {
    return "editor/part";
  }

  @Override
  public String title() {
    return heading + " · " + frame.title();
  }

  @Override
  public Section section() {
    return Section.DRAFTS;
  }
}

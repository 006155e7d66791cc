package dev.assay.server.competitions.editor;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One section of a draft.
 *
 * @param intro what the section is about
 * @param seen which state the form was filled with
 * @param remarks what the check says of no field in particular
 * @param adds buttons that add an item
 * @param notice what happened, if that needs saying
 */
public record EditorView(
    EditorFrame frame,
    String slug,
    String heading,
    String intro,
    List<BlockView> blocks,
    List<BlockView.Act> adds,
    List<Remark> remarks,
    String seen,
    Instant savedAt,
    @Nullable EditorNotice notice)
    implements PageView {

  public EditorView {
    blocks = List.copyOf(blocks);
    adds = List.copyOf(adds);
    remarks = List.copyOf(remarks);
  }

  /** The same view, filled from another state of the section. */
  EditorView seeing(String otherSeen) {
    return new EditorView(
        frame, slug, heading, intro, blocks, adds, remarks, otherSeen, savedAt, notice);
  }

  /** Where the form is sent. */
  public String url() {
    return frame.url() + "/" + slug;
  }

  @Override
  public String template() {
    return "editor/section";
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

package dev.assay.server.competitions.editor;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do, and the way out: create, download, delete.
 *
 * @param groups remarks by section, those without any left out
 * @param creation address of the import that is under way or was refused
 */
public record EditorCheckView(
    EditorFrame frame,
    List<Group> groups,
    List<Remark> elsewhere,
    @Nullable String creation,
    @Nullable EditorNotice notice)
    implements PageView {

  public EditorCheckView {
    groups = List.copyOf(groups);
    elsewhere = List.copyOf(elsewhere);
  }

  /** What the check says of a section. */
  public record Group(String slug, String title, List<Remark> remarks) {

    public Group {
      remarks = List.copyOf(remarks);
    }
  }

  /** How many remarks keep the competition from being created. */
  public long errors() {
    return Stream.concat(
            groups.stream().flatMap(group -> group.remarks().stream()), elsewhere.stream())
        .filter(Remark::isError)
        .count();
  }

  @Override
  public String template() {
    return "editor/check";
  }

  @Override
  public String title() {
    return "Check and create · " + frame.title();
  }

  @Override
  public Section section() {
    return Section.DRAFTS;
  }
}

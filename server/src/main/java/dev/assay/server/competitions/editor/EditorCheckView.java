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
 * @param overdue whether the competition has changed since the draft was begun
 * @param solutions how many samples there are to try the competition with
 * @param creation address of the import that is under way or was refused
 */
public record EditorCheckView(
    EditorFrame frame,
    List<Group> groups,
    List<Remark> elsewhere,
    @Nullable String creation,
    boolean overdue,
    int solutions,
    @Nullable EditorNotice notice)
    implements PageView {

  public EditorCheckView {
    groups = List.copyOf(groups);
    elsewhere = List.copyOf(elsewhere);
  }

  /** What the check says of a section. */
  public record Group(String slug, String title, List<Item> items) {

    public Group {
      items = List.copyOf(items);
    }
  }

  /**
   * A remark with its field.
   *
   * @param label of the field, or empty
   * @param url where it is
   */
  public record Item(String label, String url, Remark remark) {}

  /** How many remarks keep the competition from being created. */
  public long errors() {
    return Stream.concat(
            groups.stream().flatMap(group -> group.items().stream()).map(Item::remark),
            elsewhere.stream())
        .filter(Remark::isError)
        .count();
  }

  @Override
  public String template() {
    return "editor/check";
  }

  @Override
  public String title() {
    return frame.end() + " · " + frame.title();
  }

  @Override
  public Section section() {
    return Section.DRAFTS;
  }
}

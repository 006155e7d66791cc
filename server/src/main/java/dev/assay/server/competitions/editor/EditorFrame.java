package dev.assay.server.competitions.editor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around each section of a draft.
 *
 * @param current slug of the page that is open
 * @param ready whether the check has nothing against creating or changing the competition
 * @param competition which is to be changed; null for a new one
 */
public record EditorFrame(
    long id,
    String title,
    String current,
    List<Entry> entries,
    boolean ready,
    @Nullable Long competition) {

  public EditorFrame {
    entries = List.copyOf(entries);
  }

  /**
   * A section in the navigation.
   *
   * @param toDo what is missing, in words, or empty
   */
  public record Entry(String slug, String title, String toDo) {}

  /** What the last page is for. */
  public String end() {
    return competition == null ? "Check and create" : "Check and save";
  }

  /** The draft's address. */
  public String url() {
    return "/drafts/" + id;
  }
}

package dev.assay.server.competitions.editor;

import java.util.List;

/**
 * What stands around each section of a draft.
 *
 * @param current slug of the page that is open
 * @param ready whether the check has nothing against creating the competition
 */
public record EditorFrame(
    long id, String title, String current, List<Entry> entries, boolean ready) {

  public EditorFrame {
    entries = List.copyOf(entries);
  }

  /**
   * A section in the navigation.
   *
   * @param toDo what is missing, in words, or empty
   */
  public record Entry(String slug, String title, String toDo) {}

  /** The draft's address. */
  public String url() {
    return "/drafts/" + id;
  }
}

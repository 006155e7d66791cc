package dev.assay.server.competitions.editor;

import java.util.List;

/**
 * A group of fields with a title; an item of a list, where it has acts.
 *
 * @param place the item in the document, such as {@code phases[0]}, or a word
 * @param text what the group is about, or empty
 * @param acts buttons of the item
 */
public record BlockView(
    String place,
    String title,
    String text,
    List<FieldView> fields,
    List<Remark> remarks,
    List<Act> acts) {

  public BlockView {
    fields = List.copyOf(fields);
    remarks = List.copyOf(remarks);
    acts = List.copyOf(acts);
  }

  /** A group that is no item of a list. */
  static BlockView group(String place, String title, String text, FieldView... fields) {
    return new BlockView(place, title, text, List.of(fields), List.of(), List.of());
  }

  /**
   * A button that sends the section's form with something to do besides.
   *
   * @param value such as {@code remove phases[0]}
   * @param label for a button with an icon alone, its name
   */
  public record Act(String value, String label, String icon) {}

  /** The place as an identifier of the page. */
  public String id() {
    return id(place);
  }

  /** The identifier of the block of a place. */
  public static String id(String place) {
    return "b-" + place.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
  }
}

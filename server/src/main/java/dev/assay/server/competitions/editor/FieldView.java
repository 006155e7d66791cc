package dev.assay.server.competitions.editor;

import dev.assay.server.web.Prose;
import dev.assay.server.web.Tone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of the editor.
 *
 * @param name the place in the document
 * @param values one, except where several may be chosen
 * @param optional whether it may stay empty
 * @param unit such as "seconds", or empty
 * @param at the instant that a time stands for
 * @param preview of a text, as visitors will read it
 * @param part what is uploaded, where the field stands for a part
 */
public record FieldView(
    String name,
    Look look,
    String label,
    String help,
    List<String> values,
    List<Option> options,
    boolean optional,
    String unit,
    List<Remark> remarks,
    @Nullable Instant at,
    @Nullable Prose preview,
    @Nullable Part part) {

  public FieldView {
    values = List.copyOf(values);
    options = List.copyOf(options);
    remarks = List.copyOf(remarks);
  }

  /** What it looks like. */
  public enum Look {
    LINE,
    AREA,
    NUMBER,
    TIME,
    SWITCH,
    CHOICE,
    RADIO,
    MANY,
    TEXT,
    PART
  }

  /** One of the values to choose from. */
  public record Option(String value, String label, String help) {}

  /**
   * An uploaded part.
   *
   * @param name of the file or data set; empty if there is none
   * @param size in bytes, 0 if it is not known
   * @param url of the page where it is changed
   * @param picture address of a picture to show, or empty
   */
  public record Part(String name, long size, String url, String picture) {}

  /** The same name as an identifier of the page. */
  public String id() {
    return "f-" + name.replaceAll("[^A-Za-z0-9]+", "-");
  }

  /** The only value, or the first; empty for none. */
  public String value() {
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** Whether this is one of its values. */
  public boolean has(String value) {
    return values.contains(value);
  }

  /** Whether something about it keeps the competition from being created. */
  public boolean isWrong() {
    return remarks.stream().anyMatch(remark -> remark.tone() == Tone.BAD);
  }

  /** Whether it takes the whole width. */
  public boolean isWide() {
    return look != Look.NUMBER && look != Look.TIME && look != Look.CHOICE;
  }
}

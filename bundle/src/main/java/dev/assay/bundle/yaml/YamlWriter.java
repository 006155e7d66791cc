package dev.assay.bundle.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain data as YAML in block style, in the order given.
 *
 * <p>Readers of YAML 1.1 and 1.2 take the result alike: every text that one of them could take for
 * something else stands in quotes.
 */
public final class YamlWriter {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./()-]+)*");
  private static final Set<String> RESERVED =
      Set.of("y", "yes", "n", "no", "on", "off", "true", "false", "null");

  /** Readers look for the colon this far, less a little; what is longer must be marked as a key. */
  private static final int LONGEST_SIMPLE_KEY = 1000;

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** A scalar that is written as it stands, without quotes. */
  public record Plain(String text) {}

  /**
   * The document of a mapping. Keys are texts or {@link Plain}; values are texts, numbers,
   * booleans, null, {@link Plain}, lists and mappings of the same.
   *
   * @param comment lines above the document, without {@code #}
   */
  public static String write(List<String> comment, Map<?, ?> mapping) {
    var writer = new YamlWriter();
    comment.forEach(line -> writer.out.append("# ").append(line).append('\n'));
    writer.mapping(mapping, 0, false);
    return writer.out.toString();
  }

  /**
   * @param inLine whether the first key goes on the line that has been begun
   */
  private void mapping(Map<?, ?> mapping, int indent, boolean inLine) {
    boolean isFirst = inLine;
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      out.repeat(' ', isFirst ? 0 : indent);
      key(scalar(entry.getKey()), indent);
      isFirst = false;
      value(entry.getValue(), indent);
    }
  }

  private void key(String key, int indent) {
    if (key.length() > LONGEST_SIMPLE_KEY) {
      out.append("? ").append(key).append('\n').repeat(' ', indent);
    } else {
      out.append(key);
    }
    out.append(':');
  }

  private void value(@Nullable Object value, int indent) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.append('\n');
        mapping(map, indent + 2, false);
      }
      case List<?> list when list.stream().anyMatch(item -> item instanceof Map) -> {
        out.append('\n');
        items(list, indent + 2);
      }
      case null, default -> out.append(' ').append(flow(value)).append('\n');
    }
  }

  private void items(List<?> list, int indent) {
    for (Object item : list) {
      out.repeat(' ', indent).append("- ");
      if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        mapping(map, indent + 2, true);
      } else {
        out.append(flow(item)).append('\n');
      }
    }
  }

  private static String flow(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map when map.isEmpty() -> "{}";
      case List<?> list ->
          "[" + String.join(", ", list.stream().map(YamlWriter::flow).toList()) + "]";
      case null, default -> scalar(value);
    };
  }

  private static String scalar(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Plain(var text) -> text;
      case String text -> text(text);
      case Integer _, Long _, Boolean _ -> value.toString();
      default -> throw new IllegalArgumentException("no plain data: " + value.getClass());
    };
  }

  private static String text(String text) {
    boolean isPlain =
        PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    return isPlain ? text : quoted(text);
  }

  /** A text in double quotes, which no reader takes for anything else. */
  public static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> escape(quoted, point));
    return quoted.append('"').toString();
  }

  private static void escape(StringBuilder quoted, int point) {
    switch (point) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\t' -> quoted.append("\\t");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (isPrintable(point)) {
          quoted.appendCodePoint(point);
        } else {
          quoted.append(point > 0xFFFF ? "\\U%08X".formatted(point) : "\\u%04X".formatted(point));
        }
      }
    }
  }

  /** Narrower than YAML's own notion: what breaks lines or cannot be seen is escaped too. */
  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

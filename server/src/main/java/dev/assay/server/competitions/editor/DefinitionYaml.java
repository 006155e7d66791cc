package dev.assay.server.competitions.editor;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a document as YAML that every reader takes alike: whatever YAML 1.1 and 1.2 read
 * differently, such as {@code no} and dates, stands in quotes.
 */
final class DefinitionYaml {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z]([A-Za-z0-9 _./()-]*[A-Za-z0-9_./()-])?");
  private static final Set<String> RESERVED =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final StringBuilder text = new StringBuilder();

  private DefinitionYaml() {}

  static String of(DraftDocument document) {
    var yaml = new DefinitionYaml();
    yaml.mapping(document.root(), 0);
    return yaml.text.toString();
  }

  private void mapping(ObjectNode mapping, int depth) {
    for (var entry : mapping.properties()) {
      indent(depth);
      text.append(scalar(entry.getKey())).append(':');
      value(entry.getValue(), depth);
    }
  }

  /** After a key: on the same line if it is a single value, else below. */
  private void value(JsonNode value, int depth) {
    switch (value) {
      case ObjectNode mapping when !mapping.isEmpty() -> {
        text.append('\n');
        mapping(mapping, depth + 1);
      }
      case ArrayNode list
          when !list.isEmpty() && list.values().stream().allMatch(JsonNode::isValueNode) ->
          text.append(' ').append(flow(list)).append('\n');
      case ArrayNode list when !list.isEmpty() -> {
        text.append('\n');
        list(list, depth + 1);
      }
      default -> text.append(' ').append(single(value)).append('\n');
    }
  }

  private void list(ArrayNode list, int depth) {
    for (var item : list) {
      indent(depth);
      text.append('-');
      if (item instanceof ObjectNode mapping && !mapping.isEmpty()) {
        var from = text.length();
        mapping(mapping, depth + 1);
        // The first key of an item stands behind its dash.
        text.delete(from, from + 2 * depth + 1);
      } else {
        value(item, depth);
      }
    }
  }

  private static String flow(ArrayNode list) {
    return list.values().stream()
        .map(DefinitionYaml::single)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String single(JsonNode value) {
    return switch (value) {
      case ObjectNode _ -> "{}";
      case ArrayNode _ -> "[]";
      case JsonNode number when number.isNumber() ->
          number.isIntegralNumber()
              ? number.bigIntegerValue().toString()
              : number.decimalValue().toPlainString();
      case JsonNode string when string.isString() -> scalar(string.stringValue());
      default -> value.isNull() ? "null" : value.asString();
    };
  }

  private void indent(int depth) {
    text.repeat("  ", depth);
  }

  private static String scalar(String value) {
    var isPlain =
        PLAIN.matcher(value).matches() && !RESERVED.contains(value.toLowerCase(Locale.ROOT));
    return isPlain ? value : quoted(value);
  }

  private static String quoted(String value) {
    var quoted = new StringBuilder("\"");
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (isUnprintable(value, i)) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isUnprintable(String value, int at) {
    var c = value.charAt(at);
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c == '\uFEFF';
  }
}

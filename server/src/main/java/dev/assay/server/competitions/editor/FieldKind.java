package dev.assay.server.competitions.editor;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/**
 * How a value of the document is shown in a form, and how what comes back becomes a value. What
 * cannot be converted is kept as it was typed: the check speaks of it, and nothing typed is lost.
 */
enum FieldKind {
  /** Text that has to be there. */
  LINE,
  /** Text that may be left out. */
  OPTIONAL,
  /** A number that may be left out; then a default counts. */
  NUMBER,
  /** A number; 0, shown as nothing, means no limit. */
  LIMIT,
  /** On or off. */
  SWITCH,
  /** On or off, spelled as the texts {@code "true"} and {@code "false"}. */
  FLAG,
  /** A time in UTC. */
  TIME,
  /** Several of the document's tasks, as JSON of their indexes. */
  TASKS,
  /** Several numbers. */
  NUMBERS,
  /** Several texts, one on each line. */
  LINES,
  /** Several texts, one on each line; without any the key goes. */
  NAMES,
  /** The key of a mapping's entry. */
  KEY,
  /** A text of its own, which the document names. */
  TEXT;

  private static final Set<String> TRUE = Set.of("t", "y", "yes", "true", "on", "1");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
  private static final DateTimeFormatter STORED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** What the form shows for a value; empty text where there is none. */
  List<String> show(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return this == TASKS || this == NUMBERS ? List.of() : List.of("");
    }
    return switch (this) {
      case TASKS -> items(value).map(JsonNode::toString).toList();
      case NUMBERS -> items(value).map(JsonNode::asString).toList();
      case LINES, NAMES -> List.of(String.join("\n", items(value).map(FieldKind::text).toList()));
      case SWITCH, FLAG ->
          List.of(Boolean.toString(TRUE.contains(text(value).toLowerCase(Locale.ROOT))));
      case LIMIT -> List.of(text(value).equals("0") ? "" : text(value));
      case TIME -> List.of(time(text(value)).map(FieldKind::input).orElse(text(value)));
      case LINE, OPTIONAL, NUMBER, KEY, TEXT -> List.of(text(value));
    };
  }

  /** The value that a form's texts stand for; empty if the key is to go. */
  Optional<JsonNode> read(List<String> texts) {
    var text = texts.isEmpty() ? "" : texts.getLast().replace("\r\n", "\n").replace("\0", "");
    var stripped = text.strip();
    return switch (this) {
      case LINE, KEY -> Optional.of(StringNode.valueOf(stripped));
      case TEXT -> Optional.of(StringNode.valueOf(text));
      case OPTIONAL -> nonEmpty(stripped).map(StringNode::valueOf);
      case NUMBER -> nonEmpty(stripped).map(FieldKind::number);
      case LIMIT -> Optional.of(stripped.isEmpty() ? IntNode.valueOf(0) : number(stripped));
      case SWITCH -> Optional.of(BooleanNode.valueOf(stripped.equals("true")));
      case FLAG -> Optional.of(StringNode.valueOf(Boolean.toString(stripped.equals("true"))));
      case TIME ->
          nonEmpty(stripped)
              .map(typed -> StringNode.valueOf(time(typed).map(STORED::format).orElse(typed)));
      case NUMBERS -> list(given(texts).map(FieldKind::number));
      case LINES -> Optional.of(array(given(text.lines().toList()).map(StringNode::valueOf)));
      case NAMES -> list(given(text.lines().toList()).map(StringNode::valueOf));
      case TASKS -> Optional.of(array(given(texts).map(FieldKind::taskIndex)));
    };
  }

  private static Optional<JsonNode> list(Stream<? extends JsonNode> items) {
    var list = array(items);
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private static ArrayNode array(Stream<? extends JsonNode> items) {
    var list = DraftDocument.list();
    items.forEach(list::add);
    return list;
  }

  /** What was chosen or written; a form sends an empty text so that "none" arrives at all. */
  private static Stream<String> given(List<String> texts) {
    return texts.stream().map(String::strip).filter(text -> !text.isEmpty());
  }

  private static JsonNode taskIndex(String json) {
    var isText = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"");
    return isText ? StringNode.valueOf(json.substring(1, json.length() - 1)) : number(json);
  }

  private static JsonNode number(String text) {
    return WHOLE.matcher(text).matches()
        ? IntNode.valueOf(Integer.parseInt(text))
        : StringNode.valueOf(text);
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Stream<JsonNode> items(JsonNode value) {
    return value.isArray() ? value.valueStream() : Stream.of();
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : "";
  }

  /** A time in the forms that the editor itself writes, and without one of day. */
  static Optional<LocalDateTime> time(String text) {
    var written = text.strip().replace(' ', 'T').replaceFirst("Z$", "");
    try {
      return Optional.of(
          written.contains("T")
              ? LocalDateTime.parse(written)
              : LocalDate.parse(written).atStartOfDay());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** As {@code <input type="datetime-local">} wants it: seconds only where there are any. */
  private static String input(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

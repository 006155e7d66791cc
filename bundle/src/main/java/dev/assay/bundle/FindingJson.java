package dev.assay.bundle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings for programs: a flat object each, keys without a value left out. */
public final class FindingJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private FindingJson() {}

  /** The findings as a JSON array. */
  public static String write(List<Finding> findings) {
    return MAPPER.writeValueAsString(array(findings));
  }

  /** The findings as a JSON array node, for reports that hold more than them. */
  public static ArrayNode array(List<Finding> findings) {
    ArrayNode array = MAPPER.createArrayNode();
    findings.forEach(finding -> array.add(object(finding)));
    return array;
  }

  /** Reads what {@link #write} wrote. */
  public static List<Finding> read(String json) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode node : MAPPER.readTree(json)) {
      findings.add(finding(node));
    }
    return List.copyOf(findings);
  }

  private static ObjectNode object(Finding finding) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("code", finding.code().text());
    object.put("severity", finding.severity().word());
    Place place = finding.place();
    put(object, "file", place.file());
    if (place.line() > 0) {
      object.put("line", place.line());
    }
    if (place.column() > 0) {
      object.put("column", place.column());
    }
    put(object, "path", place.path());
    put(object, "message", finding.message());
    put(object, "fix", finding.fix());
    put(object, "quote", place.quote());
    return object;
  }

  /** A zero character, which findings may quote, is replaced: no database keeps it. */
  private static void put(ObjectNode object, String key, @Nullable String value) {
    if (value != null) {
      object.put(key, value.replace('\0', '\uFFFD'));
    }
  }

  private static Finding finding(JsonNode node) {
    var place =
        new Place(
            text(node, "file"),
            node.path("line").asInt(0),
            node.path("column").asInt(0),
            text(node, "path"),
            text(node, "quote"));
    Severity severity = severity(node.path("severity").asString());
    FindingCode code = FindingCode.of(node.path("code").asString());
    return new Finding(code, severity, place, node.path("message").asString(), text(node, "fix"));
  }

  private static Severity severity(String word) {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    throw new IllegalArgumentException("no severity is called '" + word + "'");
  }

  private static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isString() ? value.asString() : null;
  }
}

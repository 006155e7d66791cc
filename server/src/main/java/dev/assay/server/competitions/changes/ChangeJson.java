package dev.assay.server.competitions.changes;

import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Changes and texts as the database keeps them. */
final class ChangeJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private ChangeJson() {}

  static String write(List<Change> changes) {
    return JSON.writerFor(CHANGES).writeValueAsString(changes);
  }

  static String write(Map<String, String> texts) {
    return JSON.writeValueAsString(texts);
  }

  static List<Change> changes(String json) {
    return JSON.readValue(json, CHANGES);
  }

  static Map<String, String> texts(String json) {
    return JSON.readValue(json, TEXTS);
  }
}

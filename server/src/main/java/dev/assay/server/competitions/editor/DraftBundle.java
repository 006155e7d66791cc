package dev.assay.server.competitions.editor;

import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.yaml.YamlWriter;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A draft seen as the bundle it will be. */
final class DraftBundle {
  static final String DEFINITION = "competition.yaml";

  private DraftBundle() {}

  /** Texts and files that the document does not name are left out. */
  static BundleSource of(DraftContent content, Storage storage) {
    var named = content.words();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(DEFINITION, yaml(content.document()));
    content.texts().forEach((path, text) -> putIf(named.contains(path), texts, path, text));
    Map<String, BlobId> files = new LinkedHashMap<>();
    content.files().forEach((path, blob) -> putIf(named.contains(path), files, path, blob.id()));
    return StoredSource.of(texts, files, storage);
  }

  private static <T> void putIf(boolean condition, Map<String, T> map, String path, T value) {
    if (condition) {
      map.put(path, value);
    }
  }

  /** What {@code competition.yaml} will say. */
  static String yaml(DraftDocument document) {
    Map<String, Object> plain = new LinkedHashMap<>();
    document.root().forEachEntry((key, value) -> plain.put(key, plain(value)));
    return YamlWriter.write(List.of(), plain);
  }

  private static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
      node.forEachEntry((key, value) -> mapping.put(key, plain(value)));
      return mapping;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(item -> list.add(plain(item)));
      return list;
    }
    if (node.isNumber()) {
      return new YamlWriter.Plain(
          node.isIntegralNumber()
              ? node.bigIntegerValue().toString()
              : node.decimalValue().toPlainString());
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.asString();
  }
}

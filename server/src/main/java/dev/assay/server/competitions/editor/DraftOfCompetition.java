package dev.assay.server.competitions.editor;

import static dev.assay.server.competitions.exports.StoredSource.texts;

import dev.assay.bundle.writing.DefinitionYaml;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlReader;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Turns a competition as it is into a draft's content. */
final class DraftOfCompetition {

  private DraftOfCompetition() {}

  static DraftContent content(CompetitionState state, Storage storage) {
    var yaml = YamlReader.read(DraftBundle.DEFINITION, DefinitionYaml.write(state.definition()));
    var document = new DraftDocument((ObjectNode) json(yaml.root().orElseThrow()));
    Map<String, Blob> files = new LinkedHashMap<>();
    state.files().forEach((path, id) -> files.put(path, storage.find(id).orElseThrow()));
    return new DraftContent(document, texts(state.definition()), files);
  }

  /** The same data; what YAML takes for a date stays the text that was written. */
  static JsonNode json(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        var json = DraftDocument.mapping();
        mapping.entries().forEach(entry -> json.set(entry.key().raw(), json(entry.value())));
        yield json;
      }
      case YamlNode.Sequence list -> {
        var json = DraftDocument.list();
        list.items().forEach(item -> json.add(json(item)));
        yield json;
      }
      case YamlNode.Bool bool -> BooleanNode.valueOf(bool.value());
      case YamlNode.Int number when number.value().bitLength() < 32 ->
          IntNode.valueOf(number.value().intValueExact());
      case YamlNode.Int number -> BigIntegerNode.valueOf(number.value());
      case YamlNode.Real(_, _, var value) when value != null -> DecimalNode.valueOf(value);
      case YamlNode.Null _ -> NullNode.getInstance();
      case YamlNode.Scalar other -> StringNode.valueOf(other.raw());
    };
  }
}

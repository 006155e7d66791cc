package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldPath.Key;
import dev.assay.server.competitions.editor.FieldPath.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document in the shape of {@code competition.yaml}, open to changes at single places. What is
 * not touched stays as it is, in its order, known or not.
 */
final class DraftDocument {
  /** Numbers stay as they were written: 1.50 is not 1.5 to who reads the bundle. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ObjectNode root;

  DraftDocument(ObjectNode root) {
    this.root = root;
  }

  static DraftDocument read(String json) {
    return new DraftDocument((ObjectNode) JSON.readTree(json));
  }

  static ObjectNode mapping() {
    return JSON.createObjectNode();
  }

  static ArrayNode list() {
    return JSON.createArrayNode();
  }

  String json() {
    return JSON.writeValueAsString(root);
  }

  DraftDocument copy() {
    return new DraftDocument(root.deepCopy());
  }

  ObjectNode root() {
    return root;
  }

  /** What stands there; empty if nothing does, or null. */
  Optional<JsonNode> get(FieldPath path) {
    JsonNode node = root;
    for (var step : path.steps()) {
      node = down(node, step);
      if (node == null) {
        return Optional.empty();
      }
    }
    return node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /** The text that stands there; numbers and switches too, lists and mappings not. */
  Optional<String> text(FieldPath path) {
    return get(path).filter(JsonNode::isValueNode).map(JsonNode::asString);
  }

  /** How many items the list or mapping has; 0 if there is none. */
  int size(FieldPath path) {
    return get(path).map(JsonNode::size).orElse(0);
  }

  private static @Nullable JsonNode down(JsonNode node, FieldPath.Step step) {
    return switch (step) {
      case Key(var name) -> node.get(name);
      case Position(var number) when node instanceof ObjectNode mapping ->
          number < mapping.size() ? new ArrayList<>(mapping.values()).get(number) : null;
      case Position(var number) -> node.get(number);
    };
  }

  /**
   * Puts a value there. Mappings that are missing on the way are made; items of lists are not, and
   * then nothing happens.
   */
  void set(FieldPath path, JsonNode value) {
    var parent = path.parent();
    switch (path.last()) {
      case Key(var name) -> mappingAt(parent).ifPresent(mapping -> mapping.set(name, value));
      case Position(var number) -> {
        if (get(parent).orElse(null) instanceof ArrayNode list && number < list.size()) {
          list.set(number, value);
        }
      }
    }
  }

  private Optional<ObjectNode> mappingAt(FieldPath path) {
    if (path.steps().isEmpty()) {
      return Optional.of(root);
    }
    var there = get(path);
    if (there.isEmpty() && path.last() instanceof Key) {
      set(path, mapping());
      there = get(path);
    }
    return there.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** Takes away what stands there, if anything does. */
  void remove(FieldPath path) {
    var parent = path.steps().size() == 1 ? root : get(path.parent()).orElse(null);
    switch (path.last()) {
      case Key(var name) when parent instanceof ObjectNode mapping -> mapping.remove(name);
      case Position(var number) when parent instanceof ArrayNode list && number < list.size() ->
          list.remove(number);
      case Position(var number) when parent instanceof ObjectNode mapping ->
          names(mapping).stream().skip(number).findFirst().ifPresent(mapping::remove);
      case Key _, Position _ -> {}
    }
  }

  /** Adds an item at the end of a list, which is made if it is missing. */
  void add(FieldPath list, JsonNode item) {
    if (!(get(list).orElse(null) instanceof ArrayNode)) {
      set(list, list());
    }
    get(list)
        .filter(ArrayNode.class::isInstance)
        .map(ArrayNode.class::cast)
        .ifPresent(items -> items.add(item));
  }

  /** Moves an item of a list or an entry of a mapping by one place; at the edge it stays. */
  void move(FieldPath item, int by) {
    if (!(item.last() instanceof Position(var from))) {
      return;
    }
    var parent = get(item.parent()).orElse(null);
    var to = from + by;
    if (parent == null || to < 0 || from >= parent.size() || to >= parent.size()) {
      return;
    }
    if (parent instanceof ArrayNode list) {
      var moved = list.remove(from);
      list.insert(to, moved);
    } else if (parent instanceof ObjectNode mapping) {
      var names = names(mapping);
      names.add(to, names.remove(from));
      arrange(mapping, names);
    }
  }

  /** Gives an entry of a mapping another key, in its place; nothing happens if the key is taken. */
  void rename(FieldPath entry, String key) {
    if (!(entry.last() instanceof Position(var number))
        || !(get(entry.parent()).orElse(null) instanceof ObjectNode mapping)
        || number >= mapping.size()
        || mapping.has(key)) {
      return;
    }
    var names = names(mapping);
    var values = names.stream().map(mapping::get).toList();
    names.set(number, key);
    mapping.removeAll();
    for (var i = 0; i < values.size(); i++) {
      mapping.set(names.get(i), values.get(i));
    }
  }

  private static void arrange(ObjectNode mapping, List<String> order) {
    var values = order.stream().map(mapping::get).toList();
    mapping.removeAll();
    for (var i = 0; i < values.size(); i++) {
      mapping.set(order.get(i), values.get(i));
    }
  }

  private static List<String> names(ObjectNode mapping) {
    return new ArrayList<>(mapping.propertyNames());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DraftDocument document && root.equals(document.root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }
}

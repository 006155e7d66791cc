package dev.assay.bundle.codabench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaderboards and their columns, some of which are computed from others. */
final class BoardsSection {
  private static final Set<String> RULES =
      Set.of(
          "Add",
          "Add_And_Delete",
          "Add_And_Delete_Multiple",
          "Force_Last",
          "Force_Latest_Multiple",
          "Force_Best");

  private BoardsSection() {}

  static List<Object> boards(YamlMapping yaml) {
    List<Object> boards = new ArrayList<>();
    for (YamlMapping board : yaml.mappings("leaderboards")) {
      Map<String, Object> stored = new LinkedHashMap<>();
      stored.put("title", board.requiredText("title", 64));
      stored.put("key", board.requiredText("key", 36));
      stored.put("submission_rule", board.choice("submission_rule", "Add", RULES));
      stored.put("hidden", board.flag("hidden", false));
      stored.put("primary_index", board.number("primary_index", 0));
      stored.put("columns", columns(board.mappings("columns")));
      boards.add(stored);
    }
    Refused.unless(!boards.isEmpty(), "list index out of range");
    return boards;
  }

  private static List<Object> columns(List<YamlMapping> columns) {
    Refused.unless(!columns.isEmpty(), "Leaderboards require at least 1 column");
    Set<Object> keys = new HashSet<>();
    Set<Object> indexes = new HashSet<>();
    List<Object> all = new ArrayList<>();
    for (YamlMapping column : columns) {
      Map<String, Object> stored = column(column);
      Refused.unless(keys.add(stored.get("key")), "key must be unique");
      Refused.unless(indexes.add(stored.get("index")), "index must be unique");
      all.add(stored);
    }
    for (YamlMapping column : columns) {
      if (column.get("computation_indexes") instanceof List<?> sources) {
        Refused.unless(indexes.containsAll(sources), "unknown index among " + sources);
      }
    }
    return all;
  }

  private static Map<String, Object> column(YamlMapping column) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("title", column.requiredText("title", 36));
    stored.put("key", column.requiredText("key", 36));
    Refused.unless(column.isSet("index"), "index is required");
    stored.put("index", column.number("index", 0));
    stored.put("sorting", column.choice("sorting", "desc", Set.of("asc", "desc")));
    stored.put("precision", column.integer("precision"));
    stored.put("hidden", column.flag("hidden", false));
    stored.put("computation", computation(column));
    stored.put("computation_indexes", column.get("computation_indexes"));
    return stored;
  }

  private static @Nullable String computation(YamlMapping column) {
    if (!column.has("computation")) {
      Refused.unless(!column.has("computation_indexes"), "indexes need a computation");
      return null;
    }
    Refused.unless(
        column.get("computation_indexes") instanceof List<?> list
            && !list.isEmpty()
            && list.stream().allMatch(Integer.class::isInstance)
            && !list.contains(column.get("index")),
        "Column with computation must have at least 1 column selected");
    return column.choice("computation", "", Set.of("avg", "sum", "min", "max"));
  }
}

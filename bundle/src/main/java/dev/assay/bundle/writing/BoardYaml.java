package dev.assay.bundle.writing;

import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.LeaderboardDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one leaderboard with its columns. */
final class BoardYaml {
  private BoardYaml() {}

  static List<Object> write(List<LeaderboardDefinition> boards) {
    List<Object> items = new ArrayList<>();
    for (LeaderboardDefinition board : boards) {
      items.add(write(items.size(), board));
    }
    return items;
  }

  private static Map<String, Object> write(int index, LeaderboardDefinition board) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("index", index);
    item.put("title", board.title());
    item.put("key", board.key());
    item.put("submission_rule", board.submissionRule().text());
    item.put("hidden", board.hidden());
    item.put("primary_index", board.primaryIndex());
    item.put("columns", board.columns().stream().map(BoardYaml::column).toList());
    return item;
  }

  private static Map<String, Object> column(ColumnDefinition column) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("title", column.title());
    item.put("key", column.key());
    item.put("index", column.index());
    item.put("sorting", column.sorting().text());
    item.put("precision", column.precision());
    item.put("hidden", column.hidden());
    ColumnDefinition.Computation computation = column.computation();
    if (computation != null) {
      item.put("computation", computation.operation().text());
      item.put("computation_indexes", computation.indexes());
    }
    return item;
  }
}

package dev.assay.cli.dryrun;

import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.competition.LeaderboardDefinition;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The leaderboard as it would look with what was tried; printed, and kept nowhere. */
final class PreviewBoard {
  private final LeaderboardDefinition board;
  private final List<Row> rows = new ArrayList<>();

  PreviewBoard(LeaderboardDefinition board) {
    this.board = board;
  }

  LeaderboardDefinition definition() {
    return board;
  }

  String title() {
    return board.title();
  }

  private record Row(String name, Map<Integer, BigDecimal> values, @Nullable String failure) {}

  void scored(String name, Map<String, BigDecimal> scores) {
    Map<Integer, BigDecimal> values = new HashMap<>();
    // In the order of their indexes, so that a computed one may use another before it, as a site.
    for (var column : board.columns()) {
      var computed = column.computation() == null ? null : computed(column.computation(), values);
      var value = computed == null ? scores.get(column.key()) : computed;
      if (value != null) {
        values.put(column.index(), value);
      }
    }
    rows.add(new Row(name, values, null));
  }

  void failed(String name, String why) {
    rows.add(new Row(name, Map.of(), why));
  }

  /** Over the values that are there; none if there are none. */
  private static @Nullable BigDecimal computed(
      Computation computation, Map<Integer, BigDecimal> values) {
    var sources = computation.indexes().stream().map(values::get).filter(Objects::nonNull).toList();
    if (sources.isEmpty()) {
      return null;
    }
    var sum = sources.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return switch (computation.operation()) {
      case SUM -> sum;
      case AVG -> sum.divide(BigDecimal.valueOf(sources.size()), MathContext.DECIMAL64);
      case MIN -> sources.stream().min(Comparator.naturalOrder()).orElseThrow();
      case MAX -> sources.stream().max(Comparator.naturalOrder()).orElseThrow();
    };
  }

  /** A table: the best first, what failed or has no value last. */
  String text() {
    var columns = board.columns().stream().filter(column -> !column.hidden()).toList();
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("#", board.title()));
    columns.forEach(column -> head.add(column.title()));
    lines.add(head);
    var order = order();
    var sorted = rows.stream().sorted(order).toList();
    var rank = 1;
    for (var at = 0; at < sorted.size(); at++) {
      var row = sorted.get(at);
      if (at > 0 && order.compare(sorted.get(at - 1), row) != 0) {
        rank = at + 1;
      }
      List<String> line =
          new ArrayList<>(List.of(row.failure() == null ? "" + rank : "-", row.name()));
      if (row.failure() == null) {
        columns.forEach(column -> line.add(shown(row.values().get(column.index()), column)));
      } else {
        line.add(row.failure());
      }
      lines.add(line);
    }
    return table(lines);
  }

  /** As a site ranks: by the primary column, even if hidden, then by the other visible ones. */
  private Comparator<Row> order() {
    var primary = board.primaryColumn();
    var others = board.columns().stream().filter(column -> !column.hidden());
    Comparator<Row> order = Comparator.comparing(row -> row.failure() != null);
    for (var column : Stream.concat(primary.stream(), others).toList()) {
      Comparator<BigDecimal> best =
          column.sorting() == Sorting.DESC ? Comparator.reverseOrder() : Comparator.naturalOrder();
      order =
          order.thenComparing(row -> row.values().get(column.index()), Comparator.nullsLast(best));
    }
    return order;
  }

  private static String shown(@Nullable BigDecimal value, ColumnDefinition column) {
    return value == null
        ? "n/a"
        : value.setScale(column.precision(), RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String table(List<List<String>> lines) {
    Map<Integer, Integer> widths = new HashMap<>();
    for (var line : lines) {
      // A line that ends early tells a failure, which may run on under the columns.
      var columns = line.size() < lines.getFirst().size() ? 2 : line.size();
      for (var i = 0; i < columns; i++) {
        widths.merge(i, line.get(i).length(), Math::max);
      }
    }
    var text = new StringBuilder();
    for (var line : lines) {
      var row = new StringBuilder();
      for (var i = 0; i < line.size(); i++) {
        row.append(padded(line.get(i), widths.getOrDefault(i, 0) + 2));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}

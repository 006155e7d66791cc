package dev.assay.server.leaderboards;

import dev.assay.server.kernel.TaskId;
import dev.assay.server.leaderboards.Column.Computation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order of a leaderboard: a pure function of rules and entries. A row's value is the mean over
 * the phase's tasks; rows that lack a task come after all complete ones, and a missing value after
 * all others, whichever way the column is sorted.
 */
final class Ranking {
  /** Means are rounded here, as Codabench stores scores, so that equal ones are equal. */
  private static final int DECIMALS = 10;

  private final Rules rules;
  private final Comparator<Row> byRules;
  private final Comparator<Row> byRulesThenReceipt;

  /** An entry with everything that is compared. */
  private record Row(
      Entry entry,
      boolean isComplete,
      Map<String, BigDecimal> values,
      Map<TaskId, Map<String, BigDecimal>> byTask) {

    @Nullable BigDecimal value(Column column) {
      return values.get(column.key());
    }
  }

  Ranking(Rules rules) {
    this.rules = rules;
    this.byRules = byRules(rules);
    this.byRulesThenReceipt =
        byRules
            .thenComparing((Row row) -> row.entry().receivedAt())
            .thenComparing(row -> row.entry().submission().value());
  }

  /** The rows in their order; entries without any score are left out. */
  List<Ranked> rank(Collection<Entry> entries) {
    var rows =
        entries.stream()
            .filter(entry -> !entry.scores().isEmpty())
            .map(this::row)
            .sorted(byRulesThenReceipt)
            .toList();
    var ranked = new ArrayList<Ranked>(rows.size());
    var rank = 1;
    for (int at = 0; at < rows.size(); at++) {
      var row = rows.get(at);
      if (at > 0 && byRules.compare(rows.get(at - 1), row) != 0) {
        rank = at + 1;
      }
      ranked.add(
          new Ranked(
              row.entry().submission(),
              row.entry().account(),
              rank,
              at + 1,
              row.values(),
              row.byTask()));
    }
    return ranked;
  }

  private static Comparator<Row> byRules(Rules rules) {
    Comparator<Row> order = Comparator.comparing(row -> !row.isComplete());
    for (var column : rules.compared()) {
      Comparator<BigDecimal> values =
          column.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
      order = order.thenComparing(row -> row.value(column), Comparator.nullsLast(values));
    }
    return order;
  }

  private Row row(Entry entry) {
    var byTask = new LinkedHashMap<TaskId, Map<String, BigDecimal>>();
    for (var task : rules.tasks()) {
      var scores = entry.scores().get(task);
      if (scores != null) {
        byTask.put(task, withComputed(scores));
      }
    }
    return new Row(
        entry, byTask.size() == rules.tasks().size(), withComputed(means(entry)), byTask);
  }

  private Map<String, BigDecimal> means(Entry entry) {
    var means = new HashMap<String, BigDecimal>();
    for (var column : rules.columns()) {
      var values =
          rules.tasks().stream()
              .map(task -> entry.scores().getOrDefault(task, Map.of()).get(column.key()))
              .filter(Objects::nonNull)
              .toList();
      if (!values.isEmpty()) {
        means.put(column.key(), mean(values));
      }
    }
    return means;
  }

  /** Columns in the order of their index, so that a computed one may use another before it. */
  private Map<String, BigDecimal> withComputed(Map<String, BigDecimal> scores) {
    var all = new HashMap<String, BigDecimal>();
    for (var column : rules.columns()) {
      var value =
          column.computation() == null
              ? scores.get(column.key())
              : computed(column.computation(), sources(column, all));
      if (value != null) {
        all.put(column.key(), value);
      }
    }
    return all;
  }

  private List<BigDecimal> sources(Column computed, Map<String, BigDecimal> values) {
    return rules.columns().stream()
        .filter(column -> computed.sources().contains(column.index()))
        .map(column -> values.get(column.key()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable BigDecimal computed(Computation computation, List<BigDecimal> sources) {
    if (sources.isEmpty()) {
      return null;
    }
    return switch (computation) {
      case AVG -> mean(sources);
      case SUM -> sum(sources);
      case MIN -> sources.stream().min(Comparator.naturalOrder()).orElseThrow();
      case MAX -> sources.stream().max(Comparator.naturalOrder()).orElseThrow();
    };
  }

  private static BigDecimal mean(List<BigDecimal> values) {
    return values.size() == 1
        ? values.getFirst()
        : sum(values).divide(BigDecimal.valueOf(values.size()), DECIMALS, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}

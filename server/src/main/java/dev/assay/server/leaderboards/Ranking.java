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
import java.util.Optional;
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
  private final Comparator<Valued> byRules;
  private final Comparator<Valued> byRulesThenReceipt;

  Ranking(Rules rules) {
    this.rules = rules;
    this.byRules = byRules(rules);
    this.byRulesThenReceipt =
        byRules
            .thenComparing(Valued::receivedAt)
            .thenComparingLong(row -> row.submission().value());
  }

  /** The rows in their order; entries without any score are left out. */
  List<Ranked> rank(Collection<Entry> entries) {
    var rows =
        entries.stream()
            .flatMap(entry -> valued(entry).stream())
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
          new Ranked(row.submission(), row.account(), rank, at + 1, row.values(), row.byTask()));
    }
    return ranked;
  }

  /** The better of the two by the rules, the earlier one where they are equal. */
  boolean isBetter(Valued one, Valued other) {
    return byRulesThenReceipt.compare(one, other) < 0;
  }

  private static Comparator<Valued> byRules(Rules rules) {
    Comparator<Valued> order =
        Comparator.comparing(row -> row.byTask().size() != rules.tasks().size());
    for (var column : rules.compared()) {
      Comparator<BigDecimal> values =
          column.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
      order =
          order.thenComparing(row -> row.values().get(column.key()), Comparator.nullsLast(values));
    }
    return order;
  }

  /** What an entry is worth; empty where it has no score of any task of the phase. */
  Optional<Valued> valued(Entry entry) {
    var byTask = new LinkedHashMap<TaskId, Map<String, BigDecimal>>();
    for (var task : rules.tasks()) {
      var scores = entry.scores().get(task);
      if (scores != null) {
        byTask.put(task, withComputed(scores));
      }
    }
    if (byTask.isEmpty()) {
      return Optional.empty();
    }
    var values = withComputed(means(entry));
    return Optional.of(
        new Valued(
            entry.submission(),
            entry.account(),
            entry.receivedAt(),
            values,
            byTask,
            sortKey(byTask.size() == rules.tasks().size(), values)));
  }

  /** The same order as {@link #byRules}, in a form that the database can sort by. */
  private List<@Nullable BigDecimal> sortKey(boolean complete, Map<String, BigDecimal> values) {
    var key = new ArrayList<@Nullable BigDecimal>();
    key.add(complete ? BigDecimal.ZERO : BigDecimal.ONE);
    for (var column : rules.compared()) {
      var value = values.get(column.key());
      key.add(value == null || column.ascending() ? value : value.negate());
    }
    return key;
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
      var computed =
          column.computation() == null
              ? null
              : computed(column.computation(), sources(column, all));
      // What a program writes under the key of a computed column counts where nothing is computed.
      var value = computed == null ? scores.get(column.key()) : computed;
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

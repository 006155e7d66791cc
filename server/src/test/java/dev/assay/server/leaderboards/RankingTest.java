package dev.assay.server.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.leaderboards.Column.Computation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final TaskId ONE = new TaskId(1);
  private static final TaskId TWO = new TaskId(2);

  private static final Column ACCURACY = column(0, "accuracy", false);
  private static final Column DURATION = column(1, "duration", true);

  private static Column column(int index, String key, boolean ascending) {
    return new Column(index, key, key, ascending, 2, false, null, List.of());
  }

  private static Column hidden(Column column) {
    return new Column(
        column.index(), column.key(), column.title(), column.ascending(), 2, true, null, List.of());
  }

  private static Column computed(int index, String key, Computation computation, Integer... of) {
    return new Column(index, key, key, false, 2, false, computation, List.of(of));
  }

  private static Rules rules(int primary, List<TaskId> tasks, Column... columns) {
    return new Rules(
        new LeaderboardId(1), SubmissionRule.ADD, false, primary, List.of(columns), tasks);
  }

  private static List<Ranked> rank(Rules rules, Entry... entries) {
    return new Ranking(rules).rank(List.of(entries));
  }

  private static Map<String, BigDecimal> scores(String... keysAndValues) {
    var scores = new HashMap<String, BigDecimal>();
    for (int at = 0; at < keysAndValues.length; at += 2) {
      scores.put(keysAndValues[at], new BigDecimal(keysAndValues[at + 1]));
    }
    return scores;
  }

  private static Entry entry(long id, String... keysAndValues) {
    return entry(id, Map.of(ONE, scores(keysAndValues)));
  }

  private static Entry entry(long id, Map<TaskId, Map<String, BigDecimal>> scores) {
    return new Entry(
        new SubmissionId(id), new AccountId(id), Instant.ofEpochSecond(id), true, scores);
  }

  private static List<Long> ids(List<Ranked> rows) {
    return rows.stream().map(row -> row.submission().value()).toList();
  }

  private static List<Integer> ranks(List<Ranked> rows) {
    return rows.stream().map(Ranked::rank).toList();
  }

  @Test
  void the_primary_column_decides_in_its_own_direction() {
    var entries =
        new Entry[] {
          entry(1, "accuracy", "0.8", "duration", "3"), entry(2, "accuracy", "0.9", "duration", "7")
        };

    assertThat(ids(rank(rules(0, List.of(ONE), ACCURACY, DURATION), entries)))
        .containsExactly(2L, 1L);
    assertThat(ids(rank(rules(1, List.of(ONE), ACCURACY, DURATION), entries)))
        .containsExactly(1L, 2L);
  }

  @Test
  void other_visible_columns_break_ties_then_the_earlier_receipt() {
    var rows =
        rank(
            rules(0, List.of(ONE), ACCURACY, DURATION),
            entry(4, "accuracy", "0.9", "duration", "5"),
            entry(3, "accuracy", "0.90", "duration", "5.0"),
            entry(2, "accuracy", "0.9", "duration", "7"),
            entry(1, "accuracy", "0.9", "duration", "1"));

    assertThat(ids(rows)).containsExactly(1L, 3L, 4L, 2L);
    assertThat(ranks(rows)).as("equal in all that is shown").containsExactly(1, 2, 2, 4);
    assertThat(rows).extracting(Ranked::position).containsExactly(1, 2, 3, 4);
  }

  @Test
  void a_hidden_column_breaks_no_tie_but_decides_as_the_primary_one() {
    var first = entry(1, "accuracy", "0.9", "duration", "9");
    var second = entry(2, "accuracy", "0.9", "duration", "1");

    var hiddenTie = rank(rules(0, List.of(ONE), ACCURACY, hidden(DURATION)), first, second);
    assertThat(ids(hiddenTie)).containsExactly(1L, 2L);
    assertThat(ranks(hiddenTie)).containsExactly(1, 1);
    assertThat(ids(rank(rules(1, List.of(ONE), ACCURACY, hidden(DURATION)), first, second)))
        .containsExactly(2L, 1L);
  }

  @Test
  void a_missing_value_comes_last_whichever_way_the_column_is_sorted() {
    for (var primary : List.of(0, 1)) {
      var rows =
          rank(
              rules(primary, List.of(ONE), ACCURACY, DURATION),
              entry(1, "accuracy", "0.1", "duration", "900"),
              entry(2, primary == 0 ? "duration" : "accuracy", "0.5"));
      assertThat(ids(rows)).as("primary " + primary).containsExactly(1L, 2L);
    }
  }

  @Test
  void several_tasks_count_by_their_mean_and_each_is_shown() {
    var rows =
        rank(
            rules(0, List.of(ONE, TWO), ACCURACY),
            entry(1, Map.of(ONE, scores("accuracy", "0.5"), TWO, scores("accuracy", "0.7"))),
            entry(2, Map.of(ONE, scores("accuracy", "0.9"), TWO, scores("accuracy", "0.4"))));

    assertThat(ids(rows)).containsExactly(2L, 1L);
    assertThat(rows.getFirst().values().get("accuracy")).isEqualByComparingTo("0.65");
    assertThat(rows.getFirst().byTask().get(TWO)).containsEntry("accuracy", new BigDecimal("0.4"));
  }

  @Test
  void a_row_that_lacks_a_task_comes_after_all_complete_ones() {
    var rows =
        rank(
            rules(0, List.of(ONE, TWO), ACCURACY),
            entry(1, Map.of(ONE, scores("accuracy", "1.0"))),
            entry(2, Map.of(ONE, scores("accuracy", "0.1"), TWO, scores("accuracy", "0.1"))));

    assertThat(ids(rows)).containsExactly(2L, 1L);
  }

  @Test
  void computed_columns_use_what_is_there_and_each_other() {
    var rows =
        rank(
            rules(
                4,
                List.of(ONE),
                ACCURACY,
                DURATION,
                computed(2, "avg", Computation.AVG, 0, 1),
                computed(3, "max", Computation.MAX, 0, 1, 9),
                computed(4, "sum", Computation.SUM, 2, 3),
                computed(5, "min", Computation.MIN, 9)),
            entry(1, "accuracy", "1", "duration", "2"),
            entry(2, "duration", "4"));

    assertThat(ids(rows)).containsExactly(2L, 1L);
    assertThat(rows.getLast().values().get("avg")).isEqualByComparingTo("1.5");
    assertThat(rows.getLast().values().get("sum")).isEqualByComparingTo("3.5");
    assertThat(rows.getFirst().values().get("sum")).isEqualByComparingTo("8");
    assertThat(rows.getFirst().values()).doesNotContainKey("min");
  }

  @Test
  void a_mean_that_does_not_end_is_rounded_so_that_equals_are_equal() {
    var third = Map.of(ONE, scores("accuracy", "1"), TWO, scores("accuracy", "0"));
    var rules = rules(0, List.of(ONE, TWO, new TaskId(3)), ACCURACY);
    var one = new HashMap<>(third);
    one.put(new TaskId(3), scores("accuracy", "0"));

    assertThat(ranks(rank(rules, entry(1, one), entry(2, one)))).containsExactly(1, 1);
  }

  @Test
  void an_index_that_names_no_column_falls_back_to_the_first() {
    var rows =
        rank(
            rules(7, List.of(ONE), DURATION, ACCURACY),
            entry(1, "accuracy", "0.1", "duration", "1"),
            entry(2, "accuracy", "0.9", "duration", "2"));

    assertThat(ids(rows)).containsExactly(2L, 1L);
  }

  @Test
  void what_has_no_score_is_not_ranked() {
    assertThat(rank(rules(0, List.of(ONE), ACCURACY), entry(1, Map.of()))).isEmpty();
  }

  @Test
  void what_a_program_writes_for_a_computed_column_counts_where_nothing_is_computed() {
    var rules = rules(0, List.of(ONE), ACCURACY, computed(3, "mean", Computation.AVG, 0));
    var both = rank(rules, entry(1, "accuracy", "1", "mean", "7")).getFirst();
    assertThat(both.values().get("mean")).isEqualByComparingTo("1");
    var alone = rank(rules, entry(1, "mean", "7")).getFirst();
    assertThat(alone.values().get("mean")).isEqualByComparingTo("7");
  }

  @Test
  void indexes_may_have_gaps_and_a_source_named_twice_counts_once() {
    var far = column(1000, "far", false);
    var rules =
        rules(
            2000, List.of(ONE), far, ACCURACY, computed(2000, "sum", Computation.SUM, 0, 1000, 0));
    var row = rank(rules, entry(1, "accuracy", "1", "far", "10")).getFirst();
    assertThat(row.values().get("sum")).isEqualByComparingTo("11");
  }

  @Test
  void over_several_tasks_a_cell_is_computed_for_its_task_and_the_row_from_its_means() {
    var rules =
        rules(0, List.of(ONE, TWO), ACCURACY, DURATION, computed(2, "sum", Computation.SUM, 0, 1));
    var row =
        rank(
                rules,
                entry(
                    1,
                    Map.of(
                        ONE, scores("accuracy", "1", "duration", "10"),
                        TWO, scores("accuracy", "3"))))
            .getFirst();
    assertThat(row.byTask().getOrDefault(ONE, Map.of()).get("sum")).isEqualByComparingTo("11");
    assertThat(row.byTask().getOrDefault(TWO, Map.of()).get("sum")).isEqualByComparingTo("3");
    assertThat(row.values().get("accuracy")).isEqualByComparingTo("2");
    assertThat(row.values().get("sum")).isEqualByComparingTo("12");
  }

  @Test
  void negative_scores_are_values_like_others_and_only_what_is_missing_is_last() {
    var rules = rules(0, List.of(ONE), ACCURACY, DURATION);
    assertThat(
            ids(
                rank(
                    rules,
                    entry(1, "duration", "1"),
                    entry(2, "accuracy", "-5"),
                    entry(3, "accuracy", "-1e-9"))))
        .containsExactly(3L, 2L, 1L);
  }
}

package dev.assay.server.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final TaskId TASK = new TaskId(1);
  private static final Entry GOOD = entry(1, "0.9", true);
  private static final Entry BEST = entry(2, "0.95", true);
  private static final Entry LAST = entry(3, "0.5", true);
  private static final Entry FAILED = entry(4, "1.0", false);

  private static Entry entry(long id, String accuracy, boolean isFinished) {
    return new Entry(
        new SubmissionId(id),
        new AccountId(1),
        Instant.ofEpochSecond(id),
        isFinished,
        Map.of(TASK, Map.of("accuracy", new BigDecimal(accuracy))));
  }

  private static Set<SubmissionId> select(
      SubmissionRule rule, Set<Long> selected, long ended, Entry... entries) {
    var column = new Column(0, "accuracy", "Accuracy", false, 2, false, null, List.of());
    var rules = new Rules(new LeaderboardId(1), rule, false, 0, List.of(column), List.of(TASK));
    return Selection.of(rules, List.of(entries), ids(selected), new SubmissionId(ended));
  }

  private static Set<SubmissionId> ids(Set<Long> values) {
    return Set.copyOf(values.stream().map(SubmissionId::new).toList());
  }

  @Test
  void the_first_finished_submission_goes_on_a_board_of_choice_by_itself() {
    for (var rule :
        List.of(
            SubmissionRule.ADD,
            SubmissionRule.ADD_AND_DELETE,
            SubmissionRule.ADD_AND_DELETE_MULTIPLE)) {
      assertThat(select(rule, Set.of(), 1, GOOD, FAILED)).isEqualTo(ids(Set.of(1L)));
      assertThat(select(rule, Set.of(1L), 2, GOOD, BEST)).isEqualTo(ids(Set.of(1L)));
    }
  }

  @Test
  void what_was_taken_off_by_choice_does_not_come_back() {
    assertThat(select(SubmissionRule.ADD_AND_DELETE, Set.of(), 4, GOOD, FAILED)).isEmpty();
    assertThat(select(SubmissionRule.ADD_AND_DELETE, Set.of(), 2, GOOD, BEST)).isEmpty();
  }

  @Test
  void force_best_takes_the_best_finished_one() {
    assertThat(select(SubmissionRule.FORCE_BEST, Set.of(1L), 4, GOOD, BEST, LAST, FAILED))
        .isEqualTo(ids(Set.of(2L)));
  }

  @Test
  void force_last_takes_the_last_received_finished_one() {
    assertThat(select(SubmissionRule.FORCE_LAST, Set.of(1L), 2, LAST, GOOD, BEST, FAILED))
        .isEqualTo(ids(Set.of(3L)));
  }

  @Test
  void force_latest_multiple_takes_all_finished_ones() {
    assertThat(select(SubmissionRule.FORCE_LATEST_MULTIPLE, Set.of(), 2, GOOD, BEST, FAILED))
        .isEqualTo(ids(Set.of(1L, 2L)));
  }

  @Test
  void a_rule_takes_off_what_is_no_longer_finished() {
    assertThat(select(SubmissionRule.FORCE_BEST, Set.of(4L), 4, FAILED)).isEmpty();
  }
}

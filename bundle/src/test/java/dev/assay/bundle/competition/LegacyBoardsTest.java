package dev.assay.bundle.competition;

import static dev.assay.bundle.competition.LegacyFlowers.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Operation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the leaderboards of legacy CodaLab, and of the switches about them. */
class LegacyBoardsTest {
  @Test
  void columns_are_ordered_by_rank() {
    LeaderboardDefinition board = legacy().definition().leaderboard();
    assertThat(board.title()).isEqualTo("Results");
    assertThat(board.key()).isEqualTo("Results");
    assertThat(board.primaryIndex()).isZero();
    assertThat(board.submissionRule()).isEqualTo(SubmissionRule.ADD);
    assertThat(board.columns())
        .containsExactly(
            new ColumnDefinition("Accuracy", "accuracy", 0, Sorting.DESC, 4, false, null),
            new ColumnDefinition("Seconds", "duration", 1, Sorting.ASC, 2, false, null));
  }

  @Test
  void switches_about_the_board_become_a_rule() {
    assertThat(rule("force_submission_to_leaderboard: True\n"))
        .isEqualTo(SubmissionRule.FORCE_LAST);
    assertThat(rule("disallow_leaderboard_modifying: True\n")).isEqualTo(SubmissionRule.ADD);
    SampleBundle best =
        legacy()
            .append("force_submission_to_leaderboard: True\n")
            .replace(
                "label: Final", "label: Final\n    force_best_submission_to_leaderboard: True");
    assertThat(best.codes()).containsExactly("LEG-06 W");
    assertThat(best.definition().leaderboard().submissionRule())
        .isEqualTo(SubmissionRule.FORCE_BEST);
  }

  private static SubmissionRule rule(String key) {
    assertThat(legacy().append(key).codes()).containsExactly("LEG-06 W");
    return legacy().append(key).definition().leaderboard().submissionRule();
  }

  @Test
  void a_computed_column_is_computed() {
    SampleBundle bundle =
        legacy()
            .replace(
                "columns:\n",
                """
                columns:
                    mean:
                      leaderboard: *RESULTS
                      rank: 0
                      computed:
                        operation: Avg
                        fields: accuracy, duration, nothing
                """);
    assertThat(bundle.codes()).containsExactly("LEG-04 W", "LEG-04 W");
    assertThat(bundle.definition().leaderboard().columns().getFirst().computation())
        .isEqualTo(new Computation(Operation.AVG, List.of(1, 2)));
  }

  @Test
  void a_column_of_no_board_is_attached_to_the_first() {
    SampleBundle bundle =
        legacy().replace("leaderboard: *RESULTS\n      label: Seconds", "label: Seconds");
    assertThat(bundle.codes()).containsExactly("LEG-07 W");
    assertThat(bundle.definition().leaderboard().columns()).hasSize(2);
  }

  @Test
  void a_first_board_without_columns_is_refused() {
    SampleBundle bundle =
        legacy().replace("leaderboards:\n", "leaderboards:\n    Empty: {label: Empty, rank: 1}\n");
    assertThat(bundle.codes()).containsExactly("LDB-02 W", "LEG-08 E");
  }

  @Test
  void phases_that_hide_their_results_have_a_leaderboard_that_organisers_alone_see() {
    var some =
        legacy()
            .replace("label: Final", "leaderboard_management_mode: hide_results\n    label: Final")
            .definition();
    var first = some.leaderboard(some.phases().getFirst());
    var last = some.leaderboard(some.phases().getLast());
    assertThat(last.hidden()).isTrue();
    assertThat(last.columns()).isEqualTo(first.columns());
    assertThat(first.hidden()).isFalse();
  }

  @Test
  void columns_that_a_phase_hides_are_hidden_on_a_leaderboard_of_its_own() {
    SampleBundle bundle =
        legacy().replace("label: Final", "hidden_columns: 'accuracy, weight'\n    label: Final");
    assertThat(bundle.codes()).containsExactly("LEG-13 W", "LEG-13 W");
    var read = bundle.definition();
    var first = read.leaderboard(read.phases().getFirst());
    var last = read.leaderboard(read.phases().getLast());
    assertThat(first).isEqualTo(legacy().definition().leaderboard());
    assertThat(last.columns()).extracting(ColumnDefinition::hidden).containsExactly(true, false);
    assertThat(last.primaryIndex()).isEqualTo(1);
    assertThat(last.hidden()).isFalse();
  }

  @Test
  void columns_that_all_phases_hide_need_no_further_leaderboard() {
    var read =
        legacy()
            .replace("label: Final", "hidden_columns: [duration]\n    label: Final")
            .replace("label: Development", "hidden_columns: duration\n    label: Development")
            .definition();
    assertThat(read.leaderboards()).hasSize(1);
    assertThat(read.leaderboard().columns())
        .extracting(ColumnDefinition::hidden)
        .containsExactly(false, true);
    assertThat(read.leaderboard().primaryIndex()).isZero();
  }

  @Test
  void of_phases_beside_each_other_it_counts_what_all_children_hide() {
    var read =
        legacy()
            .replace(
                "label: Development",
                "hidden_columns: duration\n    is_parallel_parent: true\n    label: Feedback")
            .replace(
                "label: Final",
                "hidden_columns: accuracy\n    parent_phasenumber: 1\n    label: Set A")
            .replace("    auto_migration: true\n", "")
            .definition();
    assertThat(read.leaderboard().columns())
        .extracting(ColumnDefinition::hidden)
        .containsExactly(true, false);
    assertThat(read.leaderboard().primaryIndex()).isEqualTo(1);
  }

  @Test
  void a_phase_that_hides_all_columns_is_told() {
    assertThat(
            legacy()
                .replace("label: Final", "hidden_columns: accuracy, duration\n    label: Final")
                .codes())
        .containsExactly("LEG-13 W", "COL-12 W");
  }
}

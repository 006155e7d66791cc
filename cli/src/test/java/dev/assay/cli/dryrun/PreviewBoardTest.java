package dev.assay.cli.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Operation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.competition.SubmissionRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewBoardTest {
  private static final LeaderboardDefinition BOARD =
      new LeaderboardDefinition(
          "Results",
          "main",
          List.of(
              new ColumnDefinition("Error", "error", 0, Sorting.ASC, 2, false, null),
              new ColumnDefinition("Secret", "secret", 1, Sorting.DESC, 2, true, null),
              new ColumnDefinition(
                  "Mean",
                  "mean",
                  2,
                  Sorting.DESC,
                  1,
                  false,
                  new Computation(Operation.AVG, List.of(0, 1)))),
          SubmissionRule.ADD,
          false,
          0);

  @Test
  void the_best_comes_first_and_what_failed_last() {
    var board = new PreviewBoard(BOARD);
    board.failed("broken", "The scoring program failed, and says so in many words.");
    board.scored("worse", Map.of("error", new BigDecimal("0.5"), "secret", BigDecimal.ONE));
    board.scored("unscored", Map.of());
    board.scored("better", Map.of("error", new BigDecimal("0.125")));
    assertThat(board.text())
        .isEqualTo(
            """
            #  Results   Error  Mean
            1  better    0.12   0.1
            2  worse     0.50   0.8
            3  unscored  n/a    n/a
            -  broken    The scoring program failed, and says so in many words.
            """);
  }

  @Test
  void equal_ones_share_a_rank_and_other_columns_decide_between_equal_primary_ones() {
    var board = new PreviewBoard(BOARD);
    board.scored("late", Map.of("error", BigDecimal.ONE, "secret", BigDecimal.ZERO));
    board.scored("first", Map.of("error", BigDecimal.ONE, "secret", BigDecimal.TEN));
    board.scored("twin", Map.of("error", BigDecimal.ONE, "secret", BigDecimal.TEN));
    assertThat(board.text())
        .isEqualTo(
            """
            #  Results  Error  Mean
            1  first    1.00   5.5
            1  twin     1.00   5.5
            3  late     1.00   0.5
            """);
  }

  @Test
  void what_is_written_under_a_computed_columns_key_counts_where_nothing_is_computed() {
    var board = new PreviewBoard(BOARD);
    board.scored("odd", Map.of("mean", BigDecimal.TWO));
    assertThat(board.text()).contains("n/a    2.0");
  }
}

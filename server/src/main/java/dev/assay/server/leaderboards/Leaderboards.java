package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps leaderboards and shows them. */
public interface Leaderboards {

  /** The board as it is kept; empty when there is no such phase. */
  Optional<Board> board(PhaseId phase);

  /** Puts a finished submission on the board, as far as the rule lets this person. */
  Choice add(Account by, SubmissionId submission);

  /** Takes a submission off the board, as far as the rule lets this person. */
  Choice remove(Account by, SubmissionId submission);

  /** Makes the board from nothing, after columns, rules or tasks have changed. */
  void recompute(PhaseId phase);

  /**
   * Compares what is kept with what would be made from nothing.
   *
   * @return the differences in words; none is how it should be
   */
  List<String> audit(PhaseId phase);

  /** What became of a choice. */
  sealed interface Choice {
    record Done() implements Choice {}

    /**
     * @param why in words for the one who asked
     */
    record Refused(String why) implements Choice {}
  }

  /**
   * A board.
   *
   * @param hidden shown to organisers alone
   * @param columns in order, with the hidden ones
   */
  record Board(
      PhaseId phase,
      boolean hidden,
      SubmissionRule rule,
      List<Column> columns,
      Optional<Column> primary,
      List<Row> rows) {

    public Board {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    public List<Column> visibleColumns() {
      return columns.stream().filter(column -> !column.hidden()).toList();
    }
  }

  /**
   * A place on a board.
   *
   * @param rank shared with others where {@code tied}
   * @param receivedAt when the submission was received
   * @param values by column key; a column without a value is absent
   */
  record Row(
      int rank,
      boolean tied,
      SubmissionId submission,
      AccountId account,
      Instant receivedAt,
      Map<String, BigDecimal> values,
      Map<TaskId, Map<String, BigDecimal>> byTask) {

    public Row {
      values = Map.copyOf(values);
      byTask = Map.copyOf(byTask);
    }
  }
}

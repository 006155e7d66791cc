package dev.assay.server.leaderboards;

import dev.assay.bundle.competition.SubmissionRule;
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
import org.jspecify.annotations.Nullable;

/** Keeps leaderboards and shows them. */
public interface Leaderboards {

  /** The whole board as it is kept; empty when there is no such phase. */
  default Optional<Board> board(PhaseId phase) {
    return board(phase, Window.ALL, null);
  }

  /**
   * A part of the board; empty when there is no such phase.
   *
   * @param reader whose best row is wanted too, wherever it stands
   */
  Optional<Board> board(PhaseId phase, Window window, @Nullable AccountId reader);

  /**
   * Which rows of a board.
   *
   * @param from position of the first, from 1
   */
  record Window(int from, int most) {
    static final Window ALL = new Window(1, Integer.MAX_VALUE - 2);

    public Window {
      if (from < 1 || most < 1) {
        throw new IllegalArgumentException("No rows: %d from %d on".formatted(most, from));
      }
    }
  }

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

    /** There is no such submission, or it is not this person's to know of. */
    record Unknown() implements Choice {}

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
   * @param tasks of the phase, in order
   * @param entries how many rows the whole board has
   * @param rows those that were asked for
   * @param own the reader's best row, if there is one and it was asked for
   */
  record Board(
      PhaseId phase,
      boolean hidden,
      SubmissionRule rule,
      List<Column> columns,
      Optional<Column> primary,
      List<TaskId> tasks,
      int entries,
      List<Row> rows,
      @Nullable Row own) {

    public Board {
      columns = List.copyOf(columns);
      tasks = List.copyOf(tasks);
      rows = List.copyOf(rows);
    }

    /** The columns that are not hidden. */
    public List<Column> visibleColumns() {
      return columns.stream().filter(column -> !column.hidden()).toList();
    }
  }

  /**
   * A place on a board.
   *
   * @param rank shared with others where {@code tied}
   * @param position from 1, without gaps
   * @param receivedAt when the submission was received
   * @param values by column key; a column without a value is absent
   */
  record Row(
      int rank,
      int position,
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

    /** The same row at a place. */
    Row at(int newRank, int newPosition, boolean isTied) {
      return new Row(newRank, newPosition, isTied, submission, account, receivedAt, values, byTask);
    }
  }
}

package dev.assay.server.leaderboards;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a phase's leaderboard is made by.
 *
 * @param columns by their index
 * @param tasks of the phase, in order
 */
record Rules(
    LeaderboardId leaderboard,
    SubmissionRule submissionRule,
    boolean hidden,
    int primaryIndex,
    List<Column> columns,
    List<TaskId> tasks) {
  private static final int MOST_COMPARED = 48;

  Rules {
    columns = columns.stream().sorted(Comparator.comparingInt(Column::index)).toList();
    tasks = List.copyOf(tasks);
  }

  /** The column that decides; the first one where the configured index names none. */
  Optional<Column> primary() {
    return columns.stream()
        .filter(column -> column.index() == primaryIndex)
        .findFirst()
        .or(() -> columns.stream().findFirst());
  }

  /**
   * What is compared, in turn: the primary column, even if hidden, then the other visible ones. So
   * many that nobody could tell the next ones apart, and so few that a row fits into an index.
   */
  List<Column> compared() {
    var first = primary().stream();
    var others = columns.stream().filter(column -> !column.hidden() && !isPrimary(column));
    return Stream.concat(first, others).limit(MOST_COMPARED).toList();
  }

  boolean isPrimary(Column column) {
    return primary().filter(column::equals).isPresent();
  }
}

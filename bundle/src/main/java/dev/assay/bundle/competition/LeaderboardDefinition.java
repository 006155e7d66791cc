package dev.assay.bundle.competition;

import java.util.List;
import java.util.Optional;

/**
 * A leaderboard.
 *
 * @param columns in the order of their indexes
 * @param primaryIndex index of the column that ranks; always that of an existing column
 */
public record LeaderboardDefinition(
    String title,
    String key,
    List<ColumnDefinition> columns,
    SubmissionRule submissionRule,
    boolean hidden,
    int primaryIndex) {

  public LeaderboardDefinition {
    columns = List.copyOf(columns);
  }

  /** The column that ranks. */
  public Optional<ColumnDefinition> primaryColumn() {
    return columns.stream().filter(column -> column.index() == primaryIndex).findFirst();
  }
}

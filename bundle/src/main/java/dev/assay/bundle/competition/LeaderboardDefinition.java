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

  /** Which submissions stand on the board. */
  public enum SubmissionRule {
    ADD("Add"),
    ADD_AND_DELETE("Add_And_Delete"),
    ADD_AND_DELETE_MULTIPLE("Add_And_Delete_Multiple"),
    FORCE_LAST("Force_Last"),
    FORCE_LATEST_MULTIPLE("Force_Latest_Multiple"),
    FORCE_BEST("Force_Best");

    private final String text;

    SubmissionRule(String text) {
      this.text = text;
    }

    /** As bundles and the API spell it. */
    public String text() {
      return text;
    }
  }
}

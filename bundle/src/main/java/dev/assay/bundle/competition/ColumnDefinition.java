package dev.assay.bundle.competition;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a leaderboard.
 *
 * @param key the name of the score it shows, matched exactly
 * @param precision decimals shown; negative rounds before the point
 */
public record ColumnDefinition(
    String title,
    String key,
    int index,
    Sorting sorting,
    int precision,
    boolean hidden,
    @Nullable Computation computation) {

  /** Which end of a column is the better one. */
  public enum Sorting {
    /** Larger is better. */
    DESC,
    /** Smaller is better. */
    ASC;

    /** As bundles and the API spell it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a column comes from other columns. */
  public enum Operation {
    AVG,
    SUM,
    MIN,
    MAX;

    /** As bundles and the API spell it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A column that is computed from others, named by their indexes. */
  public record Computation(Operation operation, List<Integer> indexes) {
    public Computation {
      indexes = List.copyOf(indexes);
    }
  }
}

package dev.assay.bundle.scores;

import java.util.Set;

/**
 * The columns that scores are for.
 *
 * @param scored keys of columns that a scoring program fills
 * @param computed keys of columns computed from others
 */
public record ScoreColumns(Set<String> scored, Set<String> computed) {
  public ScoreColumns {
    scored = Set.copyOf(scored);
    computed = Set.copyOf(computed);
  }

  /** Whether a score is for a column, as far as the columns are known. */
  boolean mayNeed(String key) {
    return scored.isEmpty() || scored.contains(key) || computed.contains(key);
  }
}

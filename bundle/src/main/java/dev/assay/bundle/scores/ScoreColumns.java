package dev.assay.bundle.scores;

import java.util.Set;

/**
 * The columns that scores are for.
 *
 * @param scored keys of columns that a scoring program fills
 * @param computed keys of columns computed from others
 * @param areSecret whoever ordered the run does not tell them: what is no number is passed over as
 *     long as there is a number
 */
public record ScoreColumns(Set<String> scored, Set<String> computed, boolean areSecret) {
  public ScoreColumns {
    scored = Set.copyOf(scored);
    computed = Set.copyOf(computed);
  }

  /** Columns that are told; none of them: every score may be for one. */
  public ScoreColumns(Set<String> scored, Set<String> computed) {
    this(scored, computed, false);
  }

  /** Columns that only the site knows, which takes from the scores what it needs. */
  public static ScoreColumns secret() {
    return new ScoreColumns(Set.of(), Set.of(), true);
  }

  /** Whether a score is for a column, as far as the columns are known. */
  boolean mayNeed(String key) {
    return scored.isEmpty() || scored.contains(key) || computed.contains(key);
  }
}

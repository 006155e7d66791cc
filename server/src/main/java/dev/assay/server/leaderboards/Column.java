package dev.assay.server.leaderboards;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a leaderboard.
 *
 * @param key the name of a score, matched exactly
 * @param ascending whether smaller is better
 * @param precision decimals to show; ranking uses the whole value
 * @param computation null for a column that scoring programs fill
 * @param sources indexes of the columns a computed one is made of
 */
public record Column(
    int index,
    String key,
    String title,
    boolean ascending,
    int precision,
    boolean hidden,
    @Nullable Computation computation,
    List<Integer> sources) {

  public Column {
    sources = List.copyOf(sources);
  }

  /** How a computed column is made of others. */
  public enum Computation {
    AVG,
    SUM,
    MIN,
    MAX
  }
}

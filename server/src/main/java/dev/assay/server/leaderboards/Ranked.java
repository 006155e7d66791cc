package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a leaderboard.
 *
 * @param rank shared by rows that are equal in all visible values
 * @param position from 1, without gaps
 * @param values of the whole row by column key; a column without a value is absent
 */
record Ranked(
    SubmissionId submission,
    AccountId account,
    int rank,
    int position,
    Map<String, BigDecimal> values,
    Map<TaskId, Map<String, BigDecimal>> byTask) {

  Ranked {
    values = Map.copyOf(values);
    byTask = Map.copyOf(byTask);
  }

  /**
   * Whether it is the same row. The database takes 0.2 and 0.20 for the same and keeps whichever it
   * has; records of decimals do not.
   */
  static boolean same(@Nullable Ranked one, @Nullable Ranked other) {
    return one == null || other == null ? one == other : one.plain().equals(other.plain());
  }

  private Ranked plain() {
    var plainByTask = new HashMap<TaskId, Map<String, BigDecimal>>();
    byTask.forEach((task, scores) -> plainByTask.put(task, plain(scores)));
    return new Ranked(submission, account, rank, position, plain(values), plainByTask);
  }

  private static Map<String, BigDecimal> plain(Map<String, BigDecimal> scores) {
    var plain = new HashMap<String, BigDecimal>();
    scores.forEach((column, score) -> plain.put(column, score.stripTrailingZeros()));
    return plain;
  }
}

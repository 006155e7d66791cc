package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * A submission with its current scores.
 *
 * @param isFinished whether all its tasks are scored
 * @param isOffBoard whether somebody took it off the board by hand
 * @param scores of each task that is scored, by column key
 */
record Entry(
    SubmissionId submission,
    AccountId account,
    Instant receivedAt,
    boolean isFinished,
    boolean isOffBoard,
    Map<TaskId, Map<String, BigDecimal>> scores) {

  Entry {
    scores = Map.copyOf(scores);
  }

  /** One that nobody took off the board. */
  Entry(
      SubmissionId submission,
      AccountId account,
      Instant receivedAt,
      boolean isFinished,
      Map<TaskId, Map<String, BigDecimal>> scores) {
    this(submission, account, receivedAt, isFinished, false, scores);
  }
}

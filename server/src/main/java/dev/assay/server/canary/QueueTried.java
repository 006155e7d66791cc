package dev.assay.server.canary;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;

/**
 * A queue's test run ended otherwise than the one before. Published inside the transaction that
 * notes it.
 *
 * @param submission the test run
 * @param trouble what went wrong, as a sentence; empty when it works again
 */
public record QueueTried(QueueId queue, SubmissionId submission, String trouble) {

  /** Whether the queue works. */
  public boolean isGood() {
    return trouble.isEmpty();
  }
}

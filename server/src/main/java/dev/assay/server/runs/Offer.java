package dev.assay.server.runs;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskVersionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A waiting evaluation, offered through a broker to whichever worker takes it first.
 *
 * @param secret proves that somebody has the message
 * @param celeryTask the message's id, to revoke
 * @param isScoring whether only scoring is left
 * @param predictions what an earlier attempt stored, for scoring
 * @param publishedAt null while the broker has not confirmed it
 * @param attempt what came of it, null so far
 * @param isClosed whether nothing can come of it any more
 */
public record Offer(
    OfferId id,
    QueueId queue,
    UUID secret,
    UUID celeryTask,
    boolean isScoring,
    EvaluationId evaluation,
    SubmissionId submission,
    AccountId account,
    PhaseId phase,
    TaskVersionId task,
    BlobId submitted,
    @Nullable BlobId predictions,
    Instant madeAt,
    @Nullable Instant publishedAt,
    @Nullable AttemptId attempt,
    boolean isClosed) {

  /** Whether a worker may still take it. */
  public boolean isOpen() {
    return attempt == null && !isClosed;
  }
}

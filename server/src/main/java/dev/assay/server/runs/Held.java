package dev.assay.server.runs;

import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.queues.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose row the present transaction has locked.
 *
 * @param failures how many attempts at the evaluation failed before by the platform's fault
 */
record Held(
    AttemptId attempt,
    AttemptState state,
    Instant leasedUntil,
    @Nullable WorkerId worker,
    String workerName,
    EvaluationId evaluation,
    SubmissionId submission,
    PhaseId phase,
    QueueId queue,
    boolean cancelAsked,
    int failures) {

  boolean isActive() {
    return state == AttemptState.ACTIVE;
  }
}

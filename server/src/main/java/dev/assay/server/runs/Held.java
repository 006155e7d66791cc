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
 * @param failures how many attempts at the evaluation failed before by the platform's fault,
 *     without those lost by a worker that has been heard of since
 * @param number 1 for the first attempt at the evaluation
 * @param heard whether its worker ever said that it has it
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
    int failures,
    int number,
    boolean heard) {

  boolean isActive() {
    return state == AttemptState.ACTIVE;
  }
}

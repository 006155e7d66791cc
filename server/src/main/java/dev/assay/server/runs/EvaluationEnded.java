package dev.assay.server.runs;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;

/**
 * An evaluation reached its final state. Published inside the transaction that made it so: whoever
 * listens joins that transaction, and what they derive (the submission's state, the leaderboard) is
 * never seen without it.
 */
public record EvaluationEnded(EvaluationId evaluation, SubmissionId submission, PhaseId phase) {}

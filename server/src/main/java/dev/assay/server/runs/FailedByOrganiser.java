package dev.assay.server.runs;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;

/**
 * An evaluation failed by its competition's own fault. Published inside the transaction that ended
 * it.
 *
 * @param message what happened, as the participant reads it
 */
public record FailedByOrganiser(PhaseId phase, SubmissionId submission, String message) {}

package dev.assay.server.runs;

import dev.assay.server.kernel.PhaseId;

/**
 * The site itself holds the scoring of a phase. Published inside the transaction that made it so.
 *
 * @param pause which one, to tell it from the next of the same phase
 */
public record ScoringPaused(PhaseId phase, long pause, String why) {}

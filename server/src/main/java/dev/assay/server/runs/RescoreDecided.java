package dev.assay.server.runs;

import dev.assay.server.kernel.PhaseId;

/**
 * A re-score whose results are all there is about to be applied or dropped. Published inside the
 * transaction of the decision, before anything of it has changed.
 */
public record RescoreDecided(PhaseId phase, RerunId rerun) {}

package dev.assay.server.routing;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;

/**
 * From now on the phase runs in this queue; what waits goes along. Published inside the transaction
 * that made it so.
 */
public record PhaseRerouted(PhaseId phase, QueueId queue) {}

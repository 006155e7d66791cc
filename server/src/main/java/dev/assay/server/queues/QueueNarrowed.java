package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;

/** Fewer people than before may use the queue. Published inside the transaction that made it so. */
public record QueueNarrowed(QueueId queue) {}

package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;

/**
 * Somebody wants a queue deleted that nothing uses; published before it is looked whether it can.
 */
public record QueueClosing(QueueId queue) {}

package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;

/**
 * Who knew how to get at a queue's work must not use it any more. Published inside the transaction
 * that makes it so.
 */
public record QueueLockedOut(QueueId queue) {}

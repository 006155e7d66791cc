package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;

/** Finds queues. */
public interface Queues {

  /** Where a competition without a queue of its own runs. */
  QueueId defaultQueue();
}

package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import java.util.List;

/** What lets its submissions run in a queue. The feature that assigns queues provides it. */
public interface QueueUses {

  /** Competitions and phases that name the queue. */
  List<Use> of(QueueId queue);

  /**
   * @param what such as "Iris, phase Final"
   */
  record Use(String what, String url) {}
}

package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import java.time.Instant;
import java.util.Optional;

/** Whether a queue does its work, as tries show. The feature that tries queues provides it. */
public interface QueueHealth {

  /** What went wrong at the last try, as a sentence; empty where nothing is known to. */
  Optional<String> trouble(QueueId queue);

  /** When a try went well last. */
  Optional<Instant> provenAt(QueueId queue);

  /** What it was tried with last, and what came of it; empty if it never was. */
  Optional<QueueTry> lastTry(QueueId queue);
}

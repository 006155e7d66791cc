package dev.assay.server.queues;

import java.time.Instant;

/**
 * One try of a queue by the site itself.
 *
 * @param image its program was run in; empty where that is not on record, or not for the reader
 * @param outcome as a sentence
 */
public record QueueTry(Instant startedAt, String image, String outcome) {
  /** The outcome of one that went well. */
  public static final String SCORED = "It was scored.";

  /** For who may use the queue, but need not know which images others run here. */
  QueueTry withoutImage() {
    return new QueueTry(startedAt, "", outcome);
  }
}

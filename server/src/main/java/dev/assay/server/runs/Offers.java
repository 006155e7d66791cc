package dev.assay.server.runs;

import dev.assay.server.kernel.QueueId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What is offered to the workers of a broker. Whether an evaluation waits is never decided here: an
 * offer is a hint, and one too many or too few does no harm.
 */
public interface Offers {

  /**
   * Offers what is next in the queue and not offered yet, so that at most {@code wanted} offers are
   * open. Only one process of the site does so for a queue at a time.
   *
   * @return those to publish
   */
  List<Offer> fill(QueueId queue, int wanted);

  /** The broker confirmed it. */
  void published(OfferId offer);

  /** Nobody can take it any more; the evaluation is offered anew. */
  void close(OfferId offer);

  /** Those that a worker may still take, the oldest first. Closes what was taken elsewhere. */
  List<Offer> open(QueueId queue);

  Optional<Offer> find(UUID secret);

  /** By the id of its message, if it is of this queue. */
  Optional<Offer> findTask(QueueId queue, UUID celeryTask);

  /** Deletes what was closed before. */
  void forget(Instant before);

  /** Told, in no order and now and then for nothing, that something waits in a queue. */
  void onWork(Consumer<QueueId> listener);
}

package dev.assay.server.codabench;

import dev.assay.contract.codabench.CeleryTask;
import dev.assay.server.queues.broker.Broker;
import dev.assay.server.queues.broker.Broker.Depth;
import dev.assay.server.queues.broker.BrokerQueue;
import dev.assay.server.queues.broker.BrokerSettings;
import dev.assay.server.queues.broker.BrokerUnavailable;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.Offers;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one queue of the broker filled, and shallow: as many messages as workers could take now,
 * and a few to spare. So the order stays the database's, a cancel costs nothing, and a broker that
 * is lost or wiped has lost only hints.
 */
final class BrokerFeed {
  private static final Logger log = LoggerFactory.getLogger(BrokerFeed.class);

  /** Messages of no use any more are drained by workers; without any, they are not piled up. */
  private static final int MOST_STALE = 50;

  private final Broker broker;
  private final Offers offers;
  private final StepMessages messages;
  private final BrokerSettings settings;
  private final Clock clock;

  BrokerFeed(
      Broker broker, Offers offers, StepMessages messages, BrokerSettings settings, Clock clock) {
    this.broker = broker;
    this.offers = offers;
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  /** One look: closes what is over or lost, and publishes what there is room for. */
  void look(BrokerQueue queue) throws BrokerUnavailable {
    var depth = broker.depth(queue.vhost());
    closeLost(depth, offers.open(queue.id()));
    int room = depth.consumers() + settings.headroom();
    if (depth.messages() < room + MOST_STALE) {
      publish(queue, offers.fill(queue.id(), room));
    }
  }

  private void publish(BrokerQueue queue, List<Offer> made) throws BrokerUnavailable {
    var left = new ArrayDeque<>(made);
    try {
      while (!left.isEmpty()) {
        publish(queue, left.getFirst());
        left.removeFirst();
      }
    } finally {
      left.forEach(unpublished -> offers.close(unpublished.id()));
    }
  }

  private void publish(BrokerQueue queue, Offer offer) throws BrokerUnavailable {
    CeleryTask message;
    try {
      message = messages.of(offer);
    } catch (RuntimeException e) {
      // Left open, so that it is not offered at each look; a worker by HTTPS reports the cause.
      log.error("Evaluation {} cannot be put into a message", offer.evaluation(), e);
      return;
    }
    broker.publish(queue.vhost(), message);
    offers.published(offer.id());
  }

  /**
   * What is neither in the queue nor begun is in a worker's hands for a moment, or lost. Messages
   * leave in their order, so the oldest are those that are missing.
   */
  private void closeLost(Depth depth, List<Offer> open) {
    int missing = open.size() - depth.messages();
    var before = clock.instant().minus(settings.lost());
    for (var offer : open) {
      if (missing <= 0) {
        return;
      }
      if (offer.publishedAt() == null
          ? offer.madeAt().isBefore(before)
          : offer.publishedAt().isBefore(before)) {
        log.info("The message of evaluation {} is lost; it is offered again", offer.evaluation());
        offers.close(offer.id());
        missing--;
      }
    }
  }
}

package dev.assay.server.codabench;

import dev.assay.server.queues.broker.Broker;
import dev.assay.server.queues.broker.BrokerQueues;
import dev.assay.server.queues.broker.BrokerUnavailable;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.Offers;
import dev.assay.server.storage.UploadArrived;
import dev.assay.server.storage.UploadRefused;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Goes on with steps whose parts came in late, tells workers of cancels, and forgets what is long
 * over.
 */
@Component
class StepSweep {
  private static final Logger log = LoggerFactory.getLogger(StepSweep.class);
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final JdbcSlots slots;
  private final JdbcReports reports;
  private final JdbcCancels cancels;
  private final StepResults results;
  private final Offers offers;
  private final Broker broker;
  private final BrokerQueues queues;
  private final Clock clock;

  StepSweep(
      JdbcSlots slots,
      JdbcReports reports,
      JdbcCancels cancels,
      StepResults results,
      Offers offers,
      Broker broker,
      BrokerQueues queues,
      Clock clock) {
    this.slots = slots;
    this.reports = reports;
    this.cancels = cancels;
    this.results = results;
    this.offers = offers;
    this.broker = broker;
    this.queues = queues;
    this.clock = clock;
  }

  /** What a worker put may be all that was missing. */
  @EventListener
  void arrived(UploadArrived upload) {
    slots
        .owner(upload.objectKey())
        .ifPresent(
            secret ->
                offers
                    .find(secret)
                    .filter(offer -> offer.attempt() != null)
                    .ifPresent(this::advance));
  }

  /** These workers do not look at the answer: what is missing now will not come. */
  @EventListener
  void refused(UploadRefused upload) {
    slots
        .owner(upload.objectKey())
        .flatMap(offers::find)
        .filter(offer -> offer.attempt() != null)
        .ifPresent(offer -> giveUp(offer, upload));
  }

  private void giveUp(Offer offer, UploadRefused upload) {
    try {
      slots
          .slot(offer.id(), upload.objectKey())
          .ifPresent(slot -> results.willNotCome(offer, slot, upload.maxBytes()));
    } catch (RuntimeException e) {
      log.warn("Evaluation {} waits for what will not come", offer.evaluation(), e);
    }
  }

  void sweep() {
    for (var secret : reports.unfinished()) {
      offers.find(secret).ifPresent(this::advance);
    }
    for (var cancel : cancels.untold()) {
      tell(cancel);
    }
  }

  void forget() {
    offers.forget(clock.instant().minus(REMEMBERED));
  }

  private void advance(Offer offer) {
    try {
      results.advance(offer);
    } catch (IOException | RuntimeException e) {
      log.warn("Evaluation {} cannot go on; tried again", offer.evaluation(), e);
    }
  }

  /** The worker may hear it or not; the run ends at its next word, or soon without one. */
  private void tell(JdbcCancels.Cancel cancel) {
    try {
      var queue = queues.find(cancel.queue());
      if (queue.isPresent()) {
        broker.revoke(queue.get().vhost(), cancel.task());
      }
    } catch (BrokerUnavailable e) {
      log.debug("Could not revoke task {}", cancel.task(), e);
    }
    cancels.told(cancel);
  }
}

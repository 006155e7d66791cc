package dev.assay.server.codabench;

import dev.assay.server.queues.broker.TaskHeard;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.Offers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What Celery tells of steps beside what their worker reports: who took one on, and that one broke
 * off or was stopped, of which Codabench's workers say nothing themselves. Each instance of the
 * site hears who took one on, and one of them how it ended.
 */
@Component
class TaskHints {
  private final Offers offers;
  private final StepNodes nodes;
  private final StepReports reports;

  TaskHints(Offers offers, StepNodes nodes, StepReports reports) {
    this.offers = offers;
    this.nodes = nodes;
    this.reports = reports;
  }

  @EventListener
  void heard(TaskHeard heard) {
    var event = heard.event();
    if (event.isTaken()) {
      nodes.took(event.uuid(), event.worker());
    }
    if (event.isTaken() || event.isFailed() || event.isRevoked()) {
      offers
          .findTask(heard.queue(), event.uuid())
          .filter(offer -> offer.attempt() != null)
          .ifPresent(offer -> tell(offer, heard));
    }
  }

  private void tell(Offer offer, TaskHeard heard) {
    var event = heard.event();
    try {
      if (event.isTaken()) {
        reports.takenBy(offer, event.worker());
      } else if (event.isRevoked()) {
        reports.revoked(offer);
      } else {
        reports.brokeOff(offer, Objects.requireNonNullElse(event.exception(), "an exception"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.assay.server.runs;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Cause;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Failure;
import dev.assay.contract.RunOrder;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.queues.Workers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Answers workers that ask for a run, holding the call while there is none. It blocks its (virtual)
 * thread, and no database connection, while it waits.
 */
final class Dispatch {
  private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

  private final Workers workers;
  private final JdbcClaims claims;
  private final RunOrders orders;
  private final AttemptEnds ends;
  private final WaitingClaims waiting;
  private final RunsSettings settings;
  private final Clock clock;
  private final TransactionOperations transactions;

  Dispatch(
      Workers workers,
      JdbcClaims claims,
      RunOrders orders,
      AttemptEnds ends,
      WaitingClaims waiting,
      RunsSettings settings,
      Clock clock,
      TransactionOperations transactions) {
    this.workers = workers;
    this.claims = claims;
    this.orders = orders;
    this.ends = ends;
    this.waiting = waiting;
    this.settings = settings;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** Who asks, since when. */
  private record Caller(QueueId queue, WorkerId worker, String name, Instant arrivedAt) {}

  /**
   * @return empty when nothing came up in time
   */
  Optional<RunOrder> claim(QueueId queue, WorkerId worker, ClaimRequest request)
      throws InterruptedException {
    var caller = new Caller(queue, worker, request.worker().name(), clock.instant());
    ends.loseUnknown(worker, request.running());
    if (request.freeSlots() < 1) {
      return Optional.empty();
    }
    var order = next(caller);
    var deadline = System.nanoTime() + patience(request).toNanos();
    while (order.isEmpty()) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive() || !waiting.await(queue, left)) {
        if (workers.isListening(worker, caller.arrivedAt())) {
          workers.heard(worker);
        }
        return Optional.empty();
      }
      if (!workers.isListening(worker, caller.arrivedAt())) {
        waiting.wake(queue);
        return Optional.empty();
      }
      order = next(caller);
    }
    return order;
  }

  private Duration patience(ClaimRequest request) {
    var asked = Duration.ofSeconds(Math.max(0, request.waitSeconds()));
    return asked.compareTo(settings.maxWait()) < 0 ? asked : settings.maxWait();
  }

  private Optional<RunOrder> next(Caller caller) {
    while (true) {
      var claimed =
          transactions.execute(
              status ->
                  claims.claim(
                      caller.queue(), caller.worker(), caller.name(), settings.firstLease()));
      if (claimed == null || claimed.isEmpty()) {
        return Optional.empty();
      }
      waiting.wake(caller.queue());
      var order = order(caller, claimed.get());
      if (order.isPresent()) {
        return order;
      }
    }
  }

  /** An evaluation that cannot be ordered ends with a cause, instead of blocking its queue. */
  private Optional<RunOrder> order(Caller caller, Claimed claimed) {
    try {
      return Optional.of(orders.of(claimed));
    } catch (RuntimeException e) {
      log.error("Attempt {} cannot be ordered and ends", claimed.attempt(), e);
      ends.report(caller.queue(), claimed.attempt(), unorderable(claimed), Map.of());
      return Optional.empty();
    }
  }

  private static AttemptResult unorderable(Claimed claimed) {
    var failure =
        Failure.outsideSteps(
            Cause.STORAGE_FAILED,
            "The site could not put together what the worker needs.",
            "It does not count against your limit. Tell the operator: the site's log says more of"
                + " attempt %s.".formatted(claimed.attempt()));
    return new AttemptResult(
        claimed.token(),
        Outcome.failed(failure),
        claimed.image(),
        "",
        List.of(),
        Map.of(),
        Map.of(),
        List.of());
  }
}

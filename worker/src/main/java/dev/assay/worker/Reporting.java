package dev.assay.worker;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.Release;
import dev.assay.contract.RunOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the end of an attempt to the site: first the rest of its logs, then the result, again and
 * again until it is accepted or refused.
 */
final class Reporting {
  private static final Logger log = LoggerFactory.getLogger(Reporting.class);

  private final WorkerParts parts;
  private final RunOrder order;
  private final LogShipper logs;

  Reporting(WorkerParts parts, RunOrder order, LogShipper logs) {
    this.parts = parts;
    this.order = order;
    this.logs = logs;
  }

  /**
   * @param stop why it was stopped, if it was
   * @return whether nothing is left that the site might still want
   */
  boolean settle(Report report, @Nullable Stop stop) throws InterruptedException {
    boolean shipped = logs.finish(this::isWorthIt);
    try {
      if (report.outcome().kind() != Kind.CANCELLED || stop == Stop.CANCELLED) {
        send(report.toResult(order.token(), logs.spool().lengths()));
      } else if (stop != Stop.LEASE_REFUSED) {
        giveBack(stop == Stop.GIVEN_BACK ? "the worker is stopping" : "the site was out of reach");
      }
    } catch (SiteRefused e) {
      log.warn("The end of attempt {} does not count: {}", order.attempt(), e.getMessage());
    } catch (SiteUnavailable e) {
      log.warn("Attempt {} ends unreported: {}", order.attempt(), e.getMessage());
    }
    return shipped;
  }

  /** One try: without it a next attempt would predict again, and nothing else be lost. */
  void predictionsStored(StoredObject predictions, List<StepReport> steps)
      throws InterruptedException {
    var stored = new PredictionsStored(order.token(), predictions, steps);
    try {
      parts.site().predictions(order.attempt(), stored);
    } catch (SiteRefused | SiteUnavailable e) {
      log.info("Attempt {}: its predictions are not noted: {}", order.attempt(), e.getMessage());
    }
  }

  private void send(AttemptResult result)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    Patience.untilAnswered(
        parts.settings().timing().longestPause(),
        this::isWorthIt,
        () -> {
          parts.site().result(order.attempt(), result);
          return result;
        });
    log.info("Attempt {}: {}", order.attempt(), result.outcome().kind());
  }

  private void giveBack(String reason) throws SiteUnavailable, SiteRefused, InterruptedException {
    var release = new Release(order.token(), reason);
    Patience.untilAnswered(
        parts.settings().timing().longestPause(),
        this::isWorthIt,
        () -> {
          parts.site().release(order.attempt(), release);
          return release;
        });
    log.info("Attempt {} is given back: {}", order.attempt(), reason);
  }

  private boolean isWorthIt() {
    return !parts.hurry().getAsBoolean();
  }
}

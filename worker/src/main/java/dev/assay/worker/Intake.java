package dev.assay.worker;

import dev.assay.contract.ClaimRequest;
import dev.assay.contract.RunOrder;
import dev.assay.contract.WorkerInfo;
import dev.assay.contract.codabench.RunArgs;
import java.util.Optional;
import java.util.UUID;

/** Where a worker's runs come from. */
interface Intake extends AutoCloseable {

  /**
   * Waits for a run, for as long as the request says at most. For one caller at a time.
   *
   * @return empty when nothing came up
   */
  Optional<Work> next(ClaimRequest request)
      throws SiteUnavailable, SiteRefused, InterruptedException;

  /** Says that this worker stops. Best effort. */
  void goodbye(WorkerInfo worker) throws SiteUnavailable, SiteRefused, InterruptedException;

  /** What it listens to, for the log. */
  String describe();

  @Override
  void close();

  /** Something to run. */
  sealed interface Work {}

  /**
   * A run, and the site that is to hear of it.
   *
   * @param order with links that need no base
   */
  record Order(RunOrder order, SiteApi site) implements Work {}

  /**
   * One step of a submission at a Codabench site.
   *
   * @param task by which the site may call it off
   * @param message kept unanswered until the step is over, so that the broker gives it to somebody
   *     else when this worker dies
   */
  record ForeignStep(UUID task, RunArgs args, BrokerLink.Held message) implements Work {}
}

package dev.assay.worker;

import dev.assay.bundle.archive.DeleteTree;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.runner.RunListener;
import dev.assay.runner.RunOutcome;
import dev.assay.runner.WorkerLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt, from the order to the site's word that it has the result: fetch, run, store, report.
 * Logs are at the site before the result is.
 */
final class AttemptRun implements RunListener {
  private static final Logger log = LoggerFactory.getLogger(AttemptRun.class);

  private final WorkerParts parts;
  private final RunOrder order;
  private final Path folder;
  private final LogShipper logs;
  private final Lease lease;
  private final Uploads uploads;
  private final Reporting reporting;

  private final StopSwitch stop = new StopSwitch();

  /** Of the running thread alone. */
  private GpuPool.@Nullable Share gpus;

  private AttemptRun(WorkerParts parts, RunOrder order, LogSpool spool, Path folder) {
    this.parts = parts;
    this.order = order;
    this.folder = folder;
    this.logs = new LogShipper(spool, parts.site(), parts.settings().timing());
    this.lease = new Lease(order, parts.site(), this::leaseEnded);
    this.uploads =
        new Uploads(order.uploads(), folder, parts.transfer(), lease::isHeld, this::warn);
    this.reporting = new Reporting(parts, order, logs);
  }

  /** Takes an order on; the lease is kept from here. */
  static AttemptRun begin(WorkerParts parts, RunOrder order) throws IOException {
    var folder = parts.folder().runs().resolve(order.attempt() + "-" + order.token());
    DeleteTree.delete(folder);
    var owner =
        new LogSpool.Owner(
            order.attempt(),
            order.token(),
            parts.site().address().toString(),
            parts.site().bearer());
    return new AttemptRun(parts, order, LogSpool.create(folder, owner), folder);
  }

  long attempt() {
    return order.attempt();
  }

  /**
   * Carries it out and brings the end to the site, or gives the run back.
   *
   * @param settled told as soon as the site knows; what is cleared away afterwards takes no slot
   */
  void run(Runnable settled) throws InterruptedException, IOException {
    boolean isComplete = false;
    try (logs;
        uploads;
        lease) {
      logs.start();
      lease.start();
      say(
          "Worker %s (%s) takes attempt %d."
              .formatted(parts.settings().name(), parts.engineName(), order.number()));
      isComplete = workAndReport(settled);
    } finally {
      if (gpus != null) {
        gpus.close();
      }
      if (isComplete) {
        DeleteTree.delete(folder);
      } else {
        parts.leftovers().send(folder);
      }
    }
  }

  /** Says whether nothing is left to bring. */
  private boolean workAndReport(Runnable settled) throws InterruptedException {
    try (var inputs = fetch();
        var run = evaluate(inputs)) {
      return settle(stored(run), settled);
    } catch (FetchFailed e) {
      say("Failed: " + e.getMessage());
      return settle(Report.of(Outcome.failed(e.failure())), settled);
    } catch (StoppedWhileFetching e) {
      return settle(Report.of(Outcome.cancelled()), settled);
    } catch (IOException | RuntimeException e) {
      log.error("Attempt {} failed for a reason of this worker's own", order.attempt(), e);
      return settle(Report.of(Outcome.failed(workerFailed(e))), settled);
    }
  }

  private boolean settle(Report report, Runnable settled) throws InterruptedException {
    var failure = report.outcome().failure();
    if (failure != null && failure.cause() == Cause.ENGINE_FAILED) {
      parts.engineHealth().suspect();
    }
    try {
      return reporting.settle(report, stop.reason());
    } finally {
      lease.close();
      settled.run();
    }
  }

  private static final class StoppedWhileFetching extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private Inputs fetch()
      throws FetchFailed, StoppedWhileFetching, IOException, InterruptedException {
    if (!stop.beginFetching()) {
      throw new StoppedWhileFetching();
    }
    try {
      gpus = parts.gpus().take(order.gpus());
      return Inputs.fetch(order, parts.cache(), lease::isHeld, this::say);
    } catch (FetchFailed | IOException | InterruptedException | RuntimeException e) {
      // Who is interrupted while it unpacks learns of that from the file it was writing.
      if (stop.reason() != null) {
        throw new StoppedWhileFetching();
      }
      throw e;
    } finally {
      stop.endFetching();
    }
  }

  private RunOutcome evaluate(Inputs inputs) {
    var devices = gpus == null ? List.<String>of() : gpus.devices();
    var evaluation = parts.runner().evaluation(OrderedPlan.of(parts, order, inputs, devices), this);
    stop.begins(evaluation);
    return evaluation.run();
  }

  /** Whoever reads it has to know which machine to look at. */
  private Outcome named(Outcome outcome) {
    var failure = outcome.failure();
    return failure == null || failure.cause() != Cause.ENGINE_FAILED
        ? outcome
        : Outcome.failed(
            failure.saying("Worker %s: %s".formatted(parts.settings().name(), failure.message())));
  }

  private Report stored(RunOutcome run) throws InterruptedException, IOException {
    if (run.outcome().kind() == Kind.CANCELLED) {
      uploads.giveUp();
      return Report.of(run.outcome());
    }
    var ended = named(run.outcome());
    lease.activity(Activity.STORING, null);
    logs.flush();
    if (run.scoringOutput() != null) {
      uploads.beginZip(UploadKind.SCORING_OUTPUT, run.scoringOutput());
    }
    if (run.detailedResults() != null) {
      uploads.beginFile(UploadKind.DETAILED_RESULTS, run.detailedResults());
    }
    try {
      return new Report(ended, run, uploads.await(), uploads.notKept());
    } catch (Transfer.Failed e) {
      if (stop.reason() == Stop.CANCELLED) {
        // Its containers are gone, and nobody wants its files any more.
        return Report.of(Outcome.cancelled());
      }
      say("Failed: " + e.getMessage());
      var failed = Outcome.failed(FetchFailed.storage(String.valueOf(e.getMessage())).failure());
      // What failed anyway is better told than tried again for the sake of its files.
      var outcome = ended.kind() == Kind.SCORED ? failed : ended;
      return new Report(outcome, run, Map.of(), List.of());
    }
  }

  private static Failure workerFailed(Exception e) {
    return Failure.outsideSteps(
        Cause.WORKER_FAILED,
        "The worker could not carry out the run: " + e,
        "Nothing is wrong with the submission: it is tried again. The worker's owner finds more in"
            + " its log.");
  }

  private void leaseEnded(Lease.End end) {
    switch (end) {
      case CANCEL_ASKED -> {
        stop(Stop.CANCELLED, "Cancelled: what runs is killed.");
        uploads.giveUp();
      }
      case REFUSED -> {
        stop(
            Stop.LEASE_REFUSED,
            "The site has given this run to another worker: it is killed here.");
        uploads.giveUp();
      }
      case UNHEARD -> stop(Stop.SITE_UNHEARD, "The site cannot be reached: what runs is killed.");
    }
  }

  /** Stops the run and gives it back, as the worker has to stop. */
  void giveBack() {
    stop(Stop.GIVEN_BACK, "The worker is stopping: the run is given back.");
  }

  private void stop(Stop why, String words) {
    if (!stop.stop(why)) {
      return;
    }
    try {
      say(words);
    } catch (UncheckedIOException e) {
      // A disk that is full must not keep the containers alive.
      log.warn("Attempt {}: {}", order.attempt(), words, e);
    }
    stop.kill();
  }

  private void say(String line) {
    var bytes = WorkerLine.bytes(parts.clock(), line);
    logs.append(LogStream.WORKER, bytes, 0, bytes.length);
  }

  private void warn(String warning) {
    say("Warning: " + warning);
  }

  @Override
  public void activity(Activity activity, @Nullable Step step) {
    lease.activity(activity, step);
  }

  @Override
  public void image(String used, String digest) {
    lease.image(used, digest);
    parts.images().use(order.image());
  }

  @Override
  public void gpusRefused() {
    parts.gpus().withdraw();
    log.error(
        "The engine cannot hand out graphics processors: no runs that need one are taken until the"
            + " worker is started again.");
  }

  @Override
  public void log(LogStream stream, byte[] bytes, int offset, int length) {
    logs.append(stream, bytes, offset, length);
  }

  @Override
  public void predictions(Path tree, List<StepReport> steps) {
    uploads.beginZip(
        UploadKind.PREDICTIONS, tree, stored -> reporting.predictionsStored(stored, steps));
  }
}

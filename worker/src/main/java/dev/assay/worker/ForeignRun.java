package dev.assay.worker;

import dev.assay.bundle.archive.DeleteTree;
import dev.assay.bundle.scores.ScoreColumns;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.LogStream;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.contract.Step;
import dev.assay.contract.codabench.RunArgs;
import dev.assay.runner.Evaluation;
import dev.assay.runner.RunListener;
import dev.assay.runner.RunOutcome;
import dev.assay.runner.RunPlan;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of a submission at a Codabench site: carried out as any other, and reported in that
 * site's way.
 */
final class ForeignRun implements RunListener {
  private static final Logger log = LoggerFactory.getLogger(ForeignRun.class);
  private final WorkerParts parts;
  private final RunArgs args;
  private final BrokerSource.Opened opened;
  private final ForeignLogs logs;
  private final ForeignFiles files;
  private final ForeignReport report;
  private final Path folder;
  private final Step step;

  // Guarded by this.
  private @Nullable Evaluation evaluation;
  private boolean isGivenBack;
  private boolean isRevoked;

  private ForeignRun(
      WorkerParts parts, RunArgs args, BrokerSource.Opened opened, HttpClient http, Path folder) {
    this.parts = parts;
    this.opened = opened;
    this.args = args;
    this.folder = folder;
    this.step = args.isScoring() ? Step.SCORE : Step.PREDICT;
    var site = new ForeignSite(http, args, parts.settings().timing().longestPause());
    this.logs = new ForeignLogs(folder, http, args);
    this.files = new ForeignFiles(site, folder, parts.cache(), parts.settings().timing());
    this.report = new ForeignReport(site, logs, files, args, step, this::isRevoked);
  }

  static ForeignRun begin(
      WorkerParts parts, RunArgs args, BrokerSource.Opened opened, HttpClient http)
      throws IOException {
    var folder =
        parts.folder().runs().resolve("codabench-%d-%s".formatted(args.id(), UUID.randomUUID()));
    Files.createDirectories(folder);
    return new ForeignRun(parts, args, opened, http, folder);
  }

  long submission() {
    return args.id();
  }

  /**
   * Carries the step out and reports it.
   *
   * @return false if it was given back: somebody else has to do it
   */
  boolean run() throws InterruptedException {
    try (logs) {
      log.info("Submission {} of {}: {}", args.id(), args.submissionsApiUrl(), step);
      report.begins(parts.settings().name());
      work();
    } catch (ForeignFailed e) {
      log.warn("Submission {}: {}", args.id(), e.getMessage());
      if (e.isPassing()) {
        giveBack();
      }
    } catch (IOException e) {
      log.warn("Could not close the logs of submission {}", args.id(), e);
    } finally {
      files.close();
      clearAway();
    }
    return isOver() || !isGivenBack();
  }

  private void work() throws ForeignFailed, InterruptedException {
    try (var outcome = evaluate(folders())) {
      if (outcome.outcome().kind() == Kind.CANCELLED && !isRevoked()) {
        return;
      }
      report.ended(outcome);
    } catch (FetchFailed e) {
      if (!isGivenBack()) {
        report.failed(e.failure());
      }
    } catch (IOException | RuntimeException e) {
      log.error("Submission {} failed for a reason of this worker's own", args.id(), e);
      report.broke(e);
    }
  }

  private RunPlan.Folders folders()
      throws FetchFailed, ForeignFailed, IOException, InterruptedException {
    var ingestion = files.tree("ingestion-program", args.ingestionProgram(), false);
    var input = files.cached("input-data", args.inputData());
    if (step == Step.SCORE) {
      var scoring = files.tree("scoring-program", args.programData(), false);
      if (scoring == null) {
        throw FetchFailed.storage("The message names no scoring program");
      }
      return new RunPlan.Folders(
          null,
          files.predictions(args.predictionResult(), () -> !isStopped()),
          scoring,
          ingestion,
          input,
          files.cached("reference-data", args.referenceData()));
    }
    var submission = files.tree("submission", args.programData(), true);
    if (submission == null) {
      throw FetchFailed.storage("The message names no submission");
    }
    report.submissionHash(Md5.of(files.archive("submission")));
    return new RunPlan.Folders(submission, null, null, ingestion, input, null);
  }

  private RunOutcome evaluate(RunPlan.Folders folders) throws InterruptedException {
    try (var share = parts.gpus().take(fairShareOfGpus())) {
      return evaluate(folders, share.devices());
    }
  }

  /**
   * These sites do not say whether a run needs any: what the machine has is shared by its slots.
   */
  private int fairShareOfGpus() {
    int total = parts.gpus().total();
    return total == 0 ? 0 : Math.max(1, total / parts.settings().slots());
  }

  private RunOutcome evaluate(RunPlan.Folders folders, List<String> gpus) {
    var limit = Duration.ofSeconds(args.executionTimeLimit());
    var deadline = parts.clock().instant().plus(limit).plus(Duration.ofHours(1));
    var plan =
        new RunPlan(
            args.dockerImage(),
            limit,
            // These sites have no say in it: the worker's owner decides alone.
            new Sandboxing(true, true, true, null),
            folders,
            new RunPlan.Rules(
                args.ingestionOnlyDuringScoring(),
                opened.sharedOutput(),
                opened.referenceData(),
                args.detailedResultsUrl() != null,
                ScoreColumns.secret()),
            RunLabels.of(
                args.submissionsApiUrl(), parts.folder().id().toString(), args.id(), deadline),
            gpus);
    Evaluation created = parts.runner().evaluation(plan, this);
    synchronized (this) {
      evaluation = created;
      if (isStopped()) {
        created.cancel();
      }
    }
    return created.run();
  }

  /** Stops the run; the broker gives the message to somebody else. */
  void giveBack() {
    Evaluation toCancel;
    synchronized (this) {
      isGivenBack = true;
      toCancel = evaluation;
    }
    stop(toCancel);
  }

  /** The site has called the step off: it ends, and nobody else begins it. */
  void revoke() {
    log.info("Submission {} is called off", args.id());
    Evaluation toCancel;
    synchronized (this) {
      isRevoked = true;
      toCancel = evaluation;
    }
    stop(toCancel);
  }

  private static void stop(@Nullable Evaluation toCancel) {
    if (toCancel != null) {
      toCancel.cancel();
    }
  }

  private synchronized boolean isOver() {
    return report.isComplete() || isRevoked;
  }

  private synchronized boolean isStopped() {
    return isGivenBack || isRevoked;
  }

  private synchronized boolean isRevoked() {
    return isRevoked;
  }

  private synchronized boolean isGivenBack() {
    return isGivenBack;
  }

  private void clearAway() {
    try {
      DeleteTree.delete(folder);
    } catch (IOException e) {
      log.warn("Could not clear away {}", folder, e);
    }
  }

  @Override
  public void log(LogStream stream, byte[] bytes, int offset, int length) {
    logs.append(stream, bytes, offset, length);
  }
}

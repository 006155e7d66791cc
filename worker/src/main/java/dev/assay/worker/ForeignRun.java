package dev.assay.worker;

import dev.assay.bundle.archive.DeleteTree;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of a submission at a Codabench site, reported in that site's way. In an order that
 * leaves nobody with half a result: what a step made is stored before it is said to be over, and
 * scores are posted before the end.
 */
final class ForeignRun implements RunListener {
  private static final Logger log = LoggerFactory.getLogger(ForeignRun.class);
  private static final String ZIP = "application/zip";
  private final WorkerParts parts;
  private final RunArgs args;
  private final BrokerSource.Opened opened;
  private final ForeignSite site;
  private final ForeignLogs logs;
  private final ForeignFiles files;
  private final Path folder;
  private final Step step;

  // Guarded by this.
  private @Nullable Evaluation evaluation;
  private boolean isGivenBack;
  private boolean isRevoked;

  /** All is reported: to do it again would add to what the site has. */
  private boolean isOver;

  private ForeignRun(
      WorkerParts parts, RunArgs args, BrokerSource.Opened opened, HttpClient http, Path folder) {
    this.parts = parts;
    this.opened = opened;
    this.args = args;
    this.folder = folder;
    this.step = args.isScoring() ? Step.SCORE : Step.PREDICT;
    this.site = new ForeignSite(http, args, parts.settings().timing().longestPause());
    this.logs = new ForeignLogs(folder, http, args);
    this.files =
        new ForeignFiles(
            site, folder, parts.cache(), parts.settings().timing().longestPause().multipliedBy(4));
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
      var host = (args.isScoring() ? "scoring" : "ingestion") + "_hostname-" + name();
      say("Running", host);
      if (step == Step.PREDICT) {
        say("Preparing", "");
      }
      work();
    } catch (ForeignFailed e) {
      log.warn("Submission {}: {}", args.id(), e.getMessage());
      if (e.isPassing()) {
        giveBack();
      }
    } catch (IOException e) {
      log.error("Submission {} failed for a reason of this worker's own", args.id(), e);
    } finally {
      files.close();
      clearAway();
    }
    return isOver() || !isGivenBack();
  }

  private String name() {
    return parts.settings().name();
  }

  private void say(String status, String details) throws ForeignFailed, InterruptedException {
    goOn();
    var said = new LinkedHashMap<String, String>();
    said.put("status", status);
    if (!details.isEmpty()) {
      said.put("status_details", details);
    }
    site.patch(said);
  }

  /** A site that has called a step off shows it as cancelled; what is said then would undo that. */
  private void goOn() throws ForeignFailed {
    if (isRevoked()) {
      throw ForeignFailed.refused("The site has called it off");
    }
  }

  private void work() throws ForeignFailed, IOException, InterruptedException {
    try (var outcome = evaluate(folders())) {
      if (outcome.outcome().kind() == Kind.CANCELLED && !isRevoked()) {
        return;
      }
      storeLogs();
      goOn();
      var failure = outcome.outcome().failure();
      if (failure != null) {
        fail(failure);
      } else if (step == Step.PREDICT) {
        predicted(outcome);
      } else {
        scored(outcome);
      }
    } catch (FetchFailed e) {
      fail(e.failure());
    } catch (RuntimeException e) {
      goOn();
      log.error("Submission {} failed for a reason of this worker's own", args.id(), e);
      say("Failed", "The worker could not carry out the step: " + e);
      end();
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
          files.predictions(args.predictionResult()),
          scoring,
          ingestion,
          input,
          files.cached("reference-data", args.referenceData()));
    }
    var submission = files.tree("submission", args.programData(), true);
    if (submission == null) {
      throw FetchFailed.storage("The message names no submission");
    }
    site.patch(Map.of("md5", Hashing.md5(files.archive("submission"))));
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
                args.detailedResultsUrl() != null),
            RunLabels.of(
                args.submissionsApiUrl(), parts.folder().id().toString(), args.id(), deadline),
            gpus);
    Evaluation created = parts.runner().evaluation(plan, this);
    synchronized (this) {
      evaluation = created;
      if (isGivenBack || isRevoked) {
        created.cancel();
      }
    }
    return created.run();
  }

  private void storeLogs() throws ForeignFailed, IOException, InterruptedException {
    logs.closeSockets();
    for (var program : Program.values()) {
      for (boolean stderr : new boolean[] {false, true}) {
        var written = logs.written(LogStream.of(step, program, stderr));
        var address = address(program, stderr);
        if (written.isPresent() && address != null) {
          site.put(address, written.get(), ZIP);
        }
      }
    }
  }

  private @Nullable String address(Program program, boolean stderr) {
    boolean ingestion = program == Program.INGESTION;
    if (step == Step.PREDICT) {
      return ingestion
          ? (stderr ? args.predictionIngestionStderr() : args.predictionIngestionStdout())
          : (stderr ? args.predictionStderr() : args.predictionStdout());
    }
    return ingestion
        ? (stderr ? args.scoringIngestionStderr() : args.scoringIngestionStdout())
        : (stderr ? args.scoringStderr() : args.scoringStdout());
  }

  private void predicted(RunOutcome outcome)
      throws ForeignFailed, IOException, InterruptedException {
    var predictions = outcome.predictions();
    var address = args.predictionResult();
    if (predictions == null || address == null) {
      throw ForeignFailed.refused("There are no predictions, or nowhere to put them");
    }
    site.put(address, files.zipped("output", predictions), ZIP);
    say("Scoring", "");
    end();
  }

  private void scored(RunOutcome outcome) throws ForeignFailed, IOException, InterruptedException {
    var page = outcome.detailedResults();
    var address = args.detailedResultsUrl();
    if (page != null && address != null) {
      site.put(address, page, "text/html");
      logs.detailedResults();
    }
    var output = outcome.scoringOutput();
    var result = args.scoringResult();
    if (output != null && result != null) {
      site.put(result, files.zipped("output", output), ZIP);
    }
    goOn();
    site.scores(outcome.outcome().scores());
    end();
    say("Finished", "");
  }

  /** In words for people: these sites show them, and know causes of two kinds only. */
  private void fail(Failure failure) throws ForeignFailed, InterruptedException {
    goOn();
    var type = type(failure.cause());
    if (type != null) {
      site.patch(
          Map.of(
              "type",
              type,
              "error_message",
              failure.message(),
              "is_scoring",
              args.isScoring() ? "True" : "False"));
    }
    say("Failed", details(failure));
    end();
  }

  /** Begins as Codabench's own worker would, since sites read it; goes on in words for people. */
  private String details(Failure failure) {
    var words = failure.message() + " " + failure.fix();
    // Whatever is to blame: it is the scoring that ended here.
    if (step == Step.SCORE && failure.exitCode() != null && failure.exitCode() != 0) {
      return "program_rc=%d: %s".formatted(failure.exitCode(), words);
    }
    return switch (failure.cause()) {
      case SCORES_MISSING -> "Could not find scores file: " + words;
      case SCORES_INVALID -> "Could not decode scores json properly: " + words;
      default -> words;
    };
  }

  private static @Nullable String type(Cause cause) {
    return switch (cause) {
      case IMAGE_UNAVAILABLE, IMAGE_PULL_FAILED -> "Docker_Image_Pull_Fail";
      case PREDICTION_TIME_LIMIT, SCORING_TIME_LIMIT -> "Execution_Time_Limit_Exceeded";
      default -> null;
    };
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

  private synchronized void end() {
    isOver = true;
  }

  private synchronized boolean isOver() {
    return isOver || isRevoked;
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

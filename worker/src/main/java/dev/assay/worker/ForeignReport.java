package dev.assay.worker;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Json;
import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.contract.codabench.RunArgs;
import dev.assay.runner.RunOutcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Tells a Codabench site how a step goes and what came of it, in that site's way and words. What a
 * step made is stored before it is said to be over; the scores alone come after the end, since the
 * site puts nothing else than finished submissions on a board of the best ({@code Force_Best}), and
 * fails when it finds none.
 */
final class ForeignReport {
  private static final String ZIP = "application/zip";
  private static final int TRIES = 3;

  private final ForeignSite site;
  private final ForeignLogs logs;
  private final ForeignFiles files;
  private final RunArgs args;
  private final Step step;
  private final BooleanSupplier revoked;
  private volatile boolean isComplete;

  /**
   * @param revoked whether the site has called the step off; nothing more is said then
   */
  ForeignReport(
      ForeignSite site,
      ForeignLogs logs,
      ForeignFiles files,
      RunArgs args,
      Step step,
      BooleanSupplier revoked) {
    this.site = site;
    this.logs = logs;
    this.files = files;
    this.args = args;
    this.step = step;
    this.revoked = revoked;
  }

  /** Whether all is reported: to do the step again would add to what the site has. */
  boolean isComplete() {
    return isComplete;
  }

  void begins(String worker) throws ForeignFailed, InterruptedException {
    say("Running", (args.isScoring() ? "scoring" : "ingestion") + "_hostname-" + worker);
    if (step == Step.PREDICT) {
      say("Preparing", "");
    }
  }

  void submissionHash(String md5) throws ForeignFailed, InterruptedException {
    site.patch(Map.of("md5", md5));
  }

  void ended(RunOutcome outcome) throws ForeignFailed, IOException, InterruptedException {
    storeLogs();
    goOn();
    var failure = outcome.outcome().failure();
    if (failure != null) {
      failed(failure);
    } else if (step == Step.PREDICT) {
      predicted(outcome);
    } else {
      scored(outcome);
    }
  }

  void broke(Exception why) throws ForeignFailed, InterruptedException {
    say("Failed", "The worker could not carry out the step: " + why);
    isComplete = true;
  }

  private String say(String status, String details) throws ForeignFailed, InterruptedException {
    goOn();
    var said = new LinkedHashMap<String, String>();
    said.put("status", status);
    if (!details.isEmpty()) {
      said.put("status_details", details);
    }
    return site.patch(said);
  }

  /** A site that has called a step off shows it as cancelled; what is said then would undo that. */
  private void goOn() throws ForeignFailed {
    if (revoked.getAsBoolean()) {
      throw ForeignFailed.refused("The site has called it off");
    }
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
    isComplete = true;
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
    post(outcome.outcome().scores());
    isComplete = true;
  }

  /**
   * Unless the site has scores, be it from a worker that died after it had posted them, or because
   * it failed at something else behind them: it would add these to those.
   */
  private void post(Map<String, BigDecimal> scores) throws ForeignFailed, InterruptedException {
    for (int tries = 1; !hasScores(say("Finished", "")); tries++) {
      try {
        site.scores(scores);
        return;
      } catch (ForeignFailed e) {
        if (tries == TRIES || !e.isPassing()) {
          say("Failed", "The site did not take the scores. " + e.getMessage());
          return;
        }
      }
    }
  }

  private static boolean hasScores(String submission) {
    try {
      return !Json.MAPPER.readTree(submission).path("scores").isEmpty();
    } catch (JacksonException e) {
      return false;
    }
  }

  /** In words for people: these sites show them, and know causes of two kinds only. */
  void failed(Failure failure) throws ForeignFailed, InterruptedException {
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
    isComplete = true;
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
}

package dev.assay.runner;

import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** From the submission to what the scoring step finds in {@code /app/input/res}. */
final class PredictionStep {
  private final RunContext run;
  private final StepPreparation preparation;
  private final Launches launches;
  private final Path submission;

  PredictionStep(RunContext run, StepPreparation preparation, Launches launches) {
    this.run = run;
    this.preparation = preparation;
    this.launches = launches;
    this.submission = Objects.requireNonNull(run.plan.folders().submission());
  }

  /**
   * @param room null if nothing is to be run
   */
  void run(ResolvedImage image, @Nullable Future<Workspace> room, StepOutput output)
      throws RunFailed, IOException {
    run.listener.activity(Activity.RUNNING, Step.PREDICT);
    if (launches.predictIngestion() instanceof Launch.Nothing(_, var reason)) {
      run.suspect(Suspect.unusableIngestion(Step.PREDICT, reason));
    }
    if (room == null) {
      takeFiles(output);
    } else {
      runPrograms(image, Waiting.on(room), output);
    }
    run.predictions(output.folder());
  }

  /** A submission of results: nothing runs, its files are the predictions. */
  private void takeFiles(StepOutput output) throws IOException {
    var begin = run.runner.clock().instant();
    run.log.line("The submission has no command to run: its files are the predictions.");
    output.linkAll(submission);
    output
        .onlyFolder()
        .ifPresent(
            name ->
                run.log.line(
                    "All of it lies in the folder %s, and programs look for files in the root: if that is not meant, zip the folder's content instead."
                        .formatted(name)));
    var result = new StepResult(Step.PREDICT, begin, run.runner.clock().instant(), Map.of());
    run.report(result);
    output.addMetadata(result).forEach(run.log::line);
  }

  private void runPrograms(ResolvedImage image, Workspace room, StepOutput output)
      throws RunFailed, IOException {
    if (launches.filesArePredictions()) {
      room.put(AppMounts.OUTPUT, submission);
    }
    var prepared = preparation.prediction(image, submission, launches, room);
    var result = run.run(prepared);
    new StepFailures(run.runner.limits(), run.log).check(result);
    checkTime(result);
    suspect(result);
    output.takeAll(run.collect(room));
    output.addMetadata(result).forEach(warning -> run.warn("In the prediction step: " + warning));
  }

  private void checkTime(StepResult result) throws RunFailed {
    var late = StepFailures.late(result);
    if (late != null) {
      throw new RunFailed(
          new StepFailures(run.runner.limits(), run.log)
              .time(Step.PREDICT, late, run.plan.timeLimit()));
    }
  }

  private void suspect(StepResult result) {
    var code = result.code(Program.PROGRAM);
    if (code != null && code != 0) {
      run.suspect(Suspect.submission(code, run.log));
    }
    var ingestion = result.code(Program.INGESTION);
    if (ingestion != null && ingestion != 0) {
      run.suspect(Suspect.ingestion(Step.PREDICT, ingestion, run.log));
    }
  }
}

package dev.assay.runner;

import dev.assay.bundle.program.RunMetadata;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.Step;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.ResolvedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;

/**
 * The way of one evaluation from files to scores. What can be made ready before it is needed is
 * made beside what runs: the scoring container beside that for prediction above all.
 */
final class EvaluationSteps {
  private final RunContext run;
  private final RunPlan plan;
  private final StepPreparation preparation;

  EvaluationSteps(RunContext run) {
    this.run = run;
    this.plan = run.plan;
    this.preparation = new StepPreparation(run);
  }

  Map<String, BigDecimal> run() throws RunFailed, IOException {
    var launches = new LaunchReader(plan).read();
    if (plan.isPredictionOnly()) {
      predict(launches);
      return Map.of();
    }
    // Room for output needs no image, so it is made while the image is looked for.
    var scoringRoom = run.threads.submit(preparation::workspace);
    var predictionRoom = launches.predicts() ? run.threads.submit(preparation::workspace) : null;
    var image = image();
    var ready = plan.folders().predictions();
    var predictions = ready == null ? output() : new StepOutput(ready);
    var scoring =
        new FutureTask<>(
            () ->
                preparation.scoring(
                    image, predictions.folder(), launches, Waiting.on(scoringRoom)));
    if (ready == null) {
      // At once: made while the submission runs, it would slow that down.
      run.threads.execute(scoring);
      new PredictionStep(run, preparation, launches).run(image, predictionRoom, predictions);
    } else {
      suspectEarlier(ready);
      scoring.run();
    }
    return new ScoringStep(run).run(Waiting.on(scoring));
  }

  /** Only the first step; somebody else scores. */
  private void predict(Launches launches) throws RunFailed, IOException {
    var room = launches.predicts() ? run.threads.submit(preparation::workspace) : null;
    var image = image();
    new PredictionStep(run, preparation, launches).run(image, room, output());
  }

  /** What an earlier attempt's prediction left says itself whether a program failed in it. */
  private void suspectEarlier(Path predictions) throws IOException {
    var codes = RunMetadata.exitCodes(predictions);
    var code = codes.program();
    if (code != null && code != 0) {
      run.suspect(Suspect.submission(code, run.log));
    }
    var ingestion = codes.ingestion();
    if (ingestion != null && ingestion != 0) {
      run.suspect(Suspect.ingestion(Step.PREDICT, ingestion, run.log));
    }
  }

  private StepOutput output() throws IOException {
    var scratch = run.cleanup.add(Scratch.in(run.runner.scratch()));
    var output = new StepOutput(scratch.folder().resolve("res"));
    output.create();
    return output;
  }

  private ResolvedImage image() throws RunFailed {
    run.listener.activity(Activity.PULLING_IMAGE, null);
    var resolution = run.threads.submit(this::resolve);
    var resolved = Waiting.unlessCancelled(resolution, run.live);
    switch (resolved) {
      case Resolution.Unavailable(var why) -> throw new RunFailed(unavailable(why));
      case Resolution.Found(var image) -> {
        if (!image.reference().equals(plan.image())) {
          run.log.line(
              "Image %s stands in for %s on this worker."
                  .formatted(image.reference(), plan.image()));
        }
        run.log.line("Image " + image.reference() + ", " + image.id());
        run.image(image);
        return image;
      }
    }
  }

  private Resolution resolve() {
    try {
      var images = run.runner.images();
      return new Resolution.Found(images.resolve(run.runner.engine(), plan.image(), run.log::line));
    } catch (ImageUnavailable e) {
      return new Resolution.Unavailable(e);
    }
  }

  private sealed interface Resolution {
    record Found(ResolvedImage image) implements Resolution {}

    record Unavailable(ImageUnavailable why) implements Resolution {}
  }

  private Failure unavailable(ImageUnavailable why) {
    var cause = why.mayPass() ? Cause.IMAGE_PULL_FAILED : Cause.IMAGE_UNAVAILABLE;
    return Failure.outsideSteps(
        cause,
        String.valueOf(why.getMessage()),
        why.mayPass()
            ? "If it stays so, the worker's owner lets the worker reach the registry, or"
                + " names a stand-in with --image-map %s=LOCAL_IMAGE.".formatted(plan.image())
            : "The organiser corrects docker_image; or the worker's owner loads the image there, or names a"
                + " stand-in with --image-map %s=LOCAL_IMAGE.".formatted(plan.image()));
  }
}

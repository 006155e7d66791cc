package dev.assay.runner;

import dev.assay.contract.AppLayout;
import dev.assay.contract.Program;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.contract.Step;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the workspaces and containers of a step, those of one step beside each other. */
final class StepPreparation {
  private static final Map<String, String> ENVIRONMENT = Map.of("PYTHONUNBUFFERED", "1");

  private final RunContext run;
  private final RunPlan plan;
  private final Sandboxing granted;

  StepPreparation(RunContext run) {
    this.run = run;
    this.plan = run.plan;
    this.granted = run.runner.ceiling().cap(plan.sandboxing(), run.log::line);
  }

  /** Room for a step's output; needs no image, so it can be made while one is looked for. */
  Workspace workspace() {
    return run.cleanup.add(
        run.runner.engine().createWorkspace(run.runner.limits().output(), plan.labels()));
  }

  PreparedStep prediction(
      ResolvedImage image, Path submission, Launches launches, Workspace output) {
    var mounts = new AppMounts(plan, run.runner.ceiling().hostData());
    var parts = new Parts(image);
    parts.add(Program.PROGRAM, launches.submission(), () -> mounts.submission(submission, output));
    parts.add(
        Program.INGESTION,
        launches.predictIngestion(),
        () -> mounts.ingestion(folder(plan.folders().ingestionProgram()), submission, output));
    return new PreparedStep(Step.PREDICT, parts.await(), output);
  }

  /**
   * @param predictions may still be filled until the step starts
   */
  PreparedStep scoring(ResolvedImage image, Path predictions, Launches launches, Workspace output) {
    var mounts = new AppMounts(plan, run.runner.ceiling().hostData());
    // Beside an ingestion program, which runs a participant's code, the scores get a place of
    // their own: nobody else can write there, and nobody else can fill it up.
    boolean apart = launches.hasScoreIngestion() && !plan.rules().shareOutput();
    var shared = apart ? workspace() : output;
    var parts = new Parts(image);
    parts.add(
        Program.PROGRAM, launches.scoring(), () -> mounts.scoring(predictions, output, shared));
    parts.add(
        Program.INGESTION,
        launches.scoreIngestion(),
        () ->
            mounts.scoringIngestion(
                folder(plan.folders().ingestionProgram()), predictions, output, shared));
    return new PreparedStep(Step.SCORE, parts.await(), output);
  }

  private static Path folder(@Nullable Path folder) {
    if (folder == null) {
      throw new IllegalStateException("A launch without a folder");
    }
    return folder;
  }

  private SandboxSpec spec(ResolvedImage image, List<String> command, List<Mount> mounts) {
    return new SandboxSpec(
        image,
        command,
        AppLayout.PROGRAM,
        ENVIRONMENT,
        mounts,
        run.runner.limits().container(),
        granted.network() ? SandboxSpec.Network.DEFAULT : SandboxSpec.Network.NONE,
        granted.writableRoot(),
        user(),
        plan.labels(),
        plan.gpus());
  }

  private SandboxSpec.User user() {
    if (!granted.imageUser()) {
      return SandboxSpec.User.UNPRIVILEGED;
    }
    var named = granted.user();
    return named == null ? SandboxSpec.User.OF_IMAGE : SandboxSpec.User.named(named);
  }

  /** Collects containers that are being made. */
  private final class Parts {
    private final ResolvedImage image;
    private final List<Future<PreparedStep.Part>> parts = new ArrayList<>();

    Parts(ResolvedImage image) {
      this.image = image;
    }

    void add(Program program, Launch launch, Supplier<List<Mount>> mounts) {
      if (launch instanceof Launch.Run(var command)) {
        var spec = spec(image, command, mounts.get());
        parts.add(
            run.threads.submit(
                () ->
                    new PreparedStep.Part(
                        program, run.cleanup.add(run.runner.engine().prepare(spec)))));
      }
    }

    List<PreparedStep.Part> await() {
      return parts.stream().map(Waiting::on).toList();
    }
  }
}

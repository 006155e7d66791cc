package dev.assay.runner;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.Sandbox;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** What the parts of one run share, and the facts they find for its outcome. One thread writes. */
final class RunContext {
  final EvaluationRunner runner;
  final RunPlan plan;
  final RunListener listener;
  final RunLog log;
  final LiveSandboxes live;
  final ExecutorService threads;
  final Cleanup cleanup;

  private final List<StepReport> reports = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Suspect> suspects = new ArrayList<>();
  private final List<Sandbox> ended = new ArrayList<>();
  private @Nullable ResolvedImage image;
  private @Nullable Path predictions;
  private @Nullable Path scoringOutput;
  private @Nullable Path detailedResults;

  RunContext(
      EvaluationRunner runner,
      RunPlan plan,
      RunListener listener,
      LiveSandboxes live,
      ExecutorService threads) {
    this.runner = runner;
    this.plan = plan;
    this.listener = listener;
    this.log = new RunLog(listener, runner.clock(), runner.limits().logBytes());
    this.live = live;
    this.threads = threads;
    this.cleanup = new Cleanup(threads);
  }

  /**
   * Runs a prepared step. Its containers are taken away once those of the next step run, or with
   * the run: an engine that forgets one container is slower to start another.
   */
  StepResult run(PreparedStep prepared) {
    stopIfCancelled();
    log.line("The " + Words.step(prepared.step()) + " starts.");
    var over = List.copyOf(ended);
    var step =
        new StepRun(prepared, plan.timeLimit(), live, log, () -> over.forEach(cleanup::soon));
    var result = step.run(threads, runner.clock());
    prepared.parts().forEach(part -> ended.add(part.sandbox()));
    report(result);
    stopIfCancelled();
    return result;
  }

  void report(StepResult result) {
    reports.add(result.report());
    result.describe().forEach(log::line);
  }

  void stopIfCancelled() {
    if (live.isCancelled()) {
      throw new CancellationException("The run is cancelled");
    }
  }

  /** Takes over what a step wrote; what must not be handed on is named in the log. */
  Path collect(Workspace workspace) throws IOException {
    var collected = workspace.collect(AppMounts.OUTPUT);
    if (!collected.refused().isEmpty()) {
      log.line("Not kept, only files and folders are: " + String.join(", ", collected.refused()));
    }
    return collected.folder();
  }

  void warn(String warning) {
    warnings.add(warning);
    log.line("Warning: " + warning);
  }

  void suspect(Suspect suspect) {
    suspects.add(suspect);
    log.line("Warning: " + suspect.failure().message());
  }

  /** The program that failed first is the one to blame for all that follows. */
  Optional<Suspect> suspect() {
    return suspects.stream().findFirst();
  }

  void image(ResolvedImage used) {
    image = used;
    listener.image(used.reference(), used.id());
  }

  void predictions(Path folder) {
    predictions = folder;
    listener.predictions(folder, List.copyOf(reports));
  }

  void scoringOutput(Path folder, @Nullable Path page) {
    scoringOutput = folder;
    detailedResults = page;
  }

  RunOutcome result(Outcome outcome, Runnable close) {
    return new RunOutcome(
        outcome,
        image == null ? "" : image.reference(),
        image == null ? "" : image.id(),
        reports,
        predictions,
        scoringOutput,
        detailedResults,
        warnings,
        close);
  }
}

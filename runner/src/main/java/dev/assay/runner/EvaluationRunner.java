package dev.assay.runner;

import dev.assay.engine.ContainerEngine;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Runs evaluations on one container engine under one owner's settings.
 *
 * @param scratch for what passes from step to step; on the file system of the engine's workspaces
 *     nothing has to be copied
 */
public record EvaluationRunner(
    ContainerEngine engine,
    ImageMap images,
    Ceiling ceiling,
    SandboxLimits limits,
    Path scratch,
    Clock clock) {

  /** An evaluation that can be run once, and cancelled from any thread. */
  public Evaluation evaluation(RunPlan plan, RunListener listener) {
    return new Evaluation(this, plan, listener);
  }

  /** Runs an evaluation to its end. */
  public RunOutcome run(RunPlan plan, RunListener listener) {
    return evaluation(plan, listener).run();
  }
}

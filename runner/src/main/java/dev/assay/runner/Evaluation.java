package dev.assay.runner;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.engine.EngineException;
import dev.assay.engine.GpusUnavailable;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One evaluation: {@link #run} carries it out and always ends in an outcome; {@link #cancel} may
 * come from any thread at any time.
 */
public final class Evaluation {
  private static final Logger logger = LoggerFactory.getLogger(Evaluation.class);

  private final EvaluationRunner runner;
  private final RunPlan plan;
  private final RunListener listener;
  private final LiveSandboxes live = new LiveSandboxes();

  Evaluation(EvaluationRunner runner, RunPlan plan, RunListener listener) {
    this.runner = runner;
    this.plan = plan;
    this.listener = listener;
  }

  /**
   * Runs the steps. The caller closes the outcome, and with it all that the run made.
   *
   * @return a cancelled outcome only once every container is gone
   */
  public RunOutcome run() {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var context = new RunContext(runner, plan, listener, live, threads);
    var outcome = outcome(context);
    if (outcome.failure() != null) {
      context.log.line("Failed: " + outcome.failure().message());
    }
    if (outcome.kind() == Kind.CANCELLED) {
      context.cleanup.close();
    }
    return context.result(outcome, () -> close(context.cleanup, threads));
  }

  /**
   * Kills what runs and lets nothing start any more; {@link #run} then returns a cancelled outcome.
   */
  public void cancel() {
    live.cancel();
  }

  // The boundary of a run: whatever happens in it becomes an outcome.
  private Outcome outcome(RunContext context) {
    try {
      return Outcome.scored(new EvaluationSteps(context).run());
    } catch (RunFailed e) {
      return live.isCancelled() ? Outcome.cancelled() : Outcome.failed(e.failure());
    } catch (CancellationException e) {
      live.cancel();
      return Outcome.cancelled();
    } catch (GpusUnavailable e) {
      listener.gpusRefused();
      return live.isCancelled() ? Outcome.cancelled() : Outcome.failed(gpusRefused(e));
    } catch (EngineException e) {
      return live.isCancelled() ? Outcome.cancelled() : Outcome.failed(engineFailed(e));
    } catch (IOException | RuntimeException e) {
      logger.error("A run failed for a reason of this worker's own", e);
      return live.isCancelled() ? Outcome.cancelled() : Outcome.failed(workerFailed(e));
    }
  }

  private static Failure engineFailed(EngineException e) {
    return Failure.outsideSteps(
        Cause.ENGINE_FAILED,
        "The worker's container engine failed: " + e.getMessage(),
        "Nothing is wrong with the submission: it is tried again. The worker's owner should look at"
            + " the engine.");
  }

  private static Failure gpusRefused(GpusUnavailable e) {
    return Failure.outsideSteps(
        Cause.ENGINE_FAILED,
        "The worker's container engine failed: " + e.getMessage(),
        "Nothing is wrong with the submission: it is tried again. The worker's owner installs what"
            + " its engine needs for that, such as the NVIDIA Container Toolkit, or starts the worker"
            + " with --gpus=none.");
  }

  private static Failure workerFailed(Exception e) {
    return Failure.outsideSteps(
        Cause.WORKER_FAILED,
        "The worker could not carry out the run: " + e,
        "Nothing is wrong with the submission: it is tried again. The worker's owner finds more in"
            + " its log.");
  }

  private static void close(Cleanup cleanup, ExecutorService threads) {
    cleanup.close();
    threads.close();
  }
}

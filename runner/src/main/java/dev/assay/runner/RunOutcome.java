package dev.assay.runner;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StepReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended. Its folders live until it is closed.
 *
 * @param imageUsed empty if no image was found
 * @param imageDigest likewise
 * @param predictions what the prediction step left, if it ran to its end
 * @param scoringOutput the scoring program's {@code /app/output}, if the step ran to its end
 * @param detailedResults the page to show, within the scoring output
 * @param warnings for the organiser
 */
public record RunOutcome(
    Outcome outcome,
    String imageUsed,
    String imageDigest,
    List<StepReport> steps,
    @Nullable Path predictions,
    @Nullable Path scoringOutput,
    @Nullable Path detailedResults,
    List<String> warnings,
    Runnable cleanup)
    implements AutoCloseable {

  public RunOutcome {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /** Deletes the containers, workspaces and folders of the run; returns once they are gone. */
  @Override
  public void close() {
    cleanup.run();
  }
}

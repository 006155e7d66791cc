package dev.assay.runner;

import dev.assay.bundle.scores.ScoreColumns;
import dev.assay.contract.RunOrder.Sandboxing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation to run, all its files already unpacked on this machine.
 *
 * @param image reference as the organiser wrote it
 * @param timeLimit wall clock of each step, both containers together
 * @param sandboxing what the competition asks for; the owner's {@link Ceiling} still applies
 * @param labels put on every container and workspace, for sweeps
 * @param gpus graphics processors that every container gets, and nobody else meanwhile
 */
public record RunPlan(
    String image,
    Duration timeLimit,
    Sandboxing sandboxing,
    Folders folders,
    Rules rules,
    Map<String, String> labels,
    List<String> gpus) {

  public RunPlan {
    gpus = List.copyOf(gpus);
    labels = Map.copyOf(labels);
    if (!timeLimit.isPositive()) {
      throw new IllegalArgumentException("The time limit must be positive, got " + timeLimit);
    }
  }

  /** One without graphics processors. */
  public RunPlan(
      String image,
      Duration timeLimit,
      Sandboxing sandboxing,
      Folders folders,
      Rules rules,
      Map<String, String> labels) {
    this(image, timeLimit, sandboxing, folders, rules, labels, List.of());
  }

  /** Whether predictions are given and only scoring is left to do. */
  public boolean isScoringOnly() {
    return folders.predictions() != null;
  }

  /** Whether the predictions are all that is wanted. */
  public boolean isPredictionOnly() {
    return folders.scoringProgram() == null;
  }

  /**
   * Unpacked trees; nothing the containers do changes them.
   *
   * @param scoringProgram null for prediction only
   * @param submission null for scoring only
   * @param predictions what an earlier prediction step left, for scoring only
   */
  public record Folders(
      @Nullable Path submission,
      @Nullable Path predictions,
      @Nullable Path scoringProgram,
      @Nullable Path ingestionProgram,
      @Nullable Path inputData,
      @Nullable Path referenceData) {
    public Folders {
      if ((submission == null) == (predictions == null)) {
        throw new IllegalArgumentException(
            "Either a submission or predictions of an earlier run are needed, not both");
      }
      if (scoringProgram == null && predictions != null) {
        throw new IllegalArgumentException("Predictions are only of use to a scoring program");
      }
    }
  }

  /**
   * The task's own rules.
   *
   * @param ingestionOnlyDuringScoring ingestion runs beside the scoring program
   * @param shareOutput opt-in: both containers of such a scoring step write one {@code /app/output}
   * @param showReferenceData opt-in: ingestion of such a scoring step sees {@code /app/input/ref}
   * @param detailedResults whether the scorer's HTML page is wanted
   * @param columns what the scores are for: those that must be numbers if they are written, and one
   *     of which has to be; what else a scorer writes may be anything
   */
  public record Rules(
      boolean ingestionOnlyDuringScoring,
      boolean shareOutput,
      boolean showReferenceData,
      boolean detailedResults,
      ScoreColumns columns) {
    public static final Rules DEFAULT = new Rules(false, false, false, false);

    /** Rules for scores that are not known: all must be numbers. */
    public Rules(
        boolean ingestionOnlyDuringScoring,
        boolean shareOutput,
        boolean showReferenceData,
        boolean detailedResults) {
      this(
          ingestionOnlyDuringScoring,
          shareOutput,
          showReferenceData,
          detailedResults,
          new ScoreColumns(Set.of(), Set.of()));
    }
  }
}

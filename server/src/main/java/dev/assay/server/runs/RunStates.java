package dev.assay.server.runs;

import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.Step;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how the evaluations of a submission stand, for pages and the API. */
public interface RunStates {

  /** The current evaluation of each task, in the phase's order of tasks. */
  List<EvaluationStatus> of(SubmissionId submission);

  /** Watches for changes of what {@link #of} shows; open it before the first look. */
  Changes changes(SubmissionId submission);

  /** A reader's bell; holds no database connection. */
  interface Changes extends AutoCloseable {
    /** Returns after a change, and now and then without one, at the latest when time is up. */
    void await(Duration atMost) throws InterruptedException;

    @Override
    void close();
  }

  /** The warning that a scoring program left a column empty. */
  static String noScoreFor(String column) {
    return "No score for the column \"%s\" was written".formatted(column);
  }

  /**
   * One evaluation.
   *
   * @param state {@code queued}, {@code paused}, {@code leased}, {@code scored}, {@code failed} or
   *     {@code cancelled}
   * @param ahead how many evaluations of its queue are likely to go first, while it is queued; 0
   *     otherwise
   * @param isServed whether a worker that lives serves its queue
   * @param timeLimit of each step
   * @param cancelAsked whether somebody asked for its end, which has not come yet
   * @param scores by column key; empty unless scored
   */
  record EvaluationStatus(
      EvaluationId id,
      TaskId task,
      String taskName,
      String state,
      Instant since,
      int ahead,
      boolean isServed,
      Duration timeLimit,
      boolean cancelAsked,
      Map<String, BigDecimal> scores,
      @Nullable Failure failure,
      List<String> warnings,
      List<AttemptStatus> attempts) {

    public EvaluationStatus {
      scores = Map.copyOf(scores);
      warnings = List.copyOf(warnings);
      attempts = List.copyOf(attempts);
    }

    /** Whether nothing more will come of it. */
    public boolean isFinal() {
      return !state.equals("queued") && !state.equals("paused") && !state.equals("leased");
    }

    /** The newest attempt; empty before the first. */
    public Optional<AttemptStatus> lastAttempt() {
      return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }
  }

  /**
   * One attempt; its log is kept whatever became of it.
   *
   * @param state {@code active}, {@code scored}, {@code failed}, {@code cancelled}, {@code lost} or
   *     {@code released}
   * @param isForeign whether a worker of Codabench's had it, which does not tell when its
   *     containers are gone
   * @param leasedUntil when it is over without a further word; null once it has ended
   * @param image as ordered
   * @param imageUsed the local stand-in, or the same; null while unknown
   */
  record AttemptStatus(
      AttemptId id,
      int number,
      String state,
      String workerName,
      boolean isForeign,
      Heartbeat.@Nullable Activity activity,
      @Nullable Step step,
      @Nullable Instant stepSince,
      @Nullable Instant leasedUntil,
      String image,
      @Nullable String imageUsed,
      @Nullable String imageDigest,
      Instant startedAt,
      @Nullable Instant endedAt,
      List<StepReport> steps,
      @Nullable Failure failure,
      @Nullable BlobId predictions,
      @Nullable BlobId scoringOutput,
      @Nullable BlobId detailedResults) {

    public AttemptStatus {
      steps = List.copyOf(steps);
    }
  }
}

package dev.assay.server.runs;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs or scores submissions again. The site worker queues the evaluations, behind live ones; each
 * is a generation of its own beside the result there is, which is never lost.
 */
public interface Reruns {

  /** What is done again. */
  enum Kind {
    /**
     * Everything. A new score takes the place of the old one as soon as it is there; where a re-run
     * fails, a score that was there stays.
     */
    RERUN,
    /**
     * Scoring alone, from stored predictions: no participant's code runs. Nothing changes until the
     * whole is applied.
     */
    RESCORE
  }

  /**
   * @param chosen submissions of the phase; empty for all that are finished or failed
   * @param newest against the tasks' newest versions, or else against those used before
   */
  record Wish(Kind kind, List<SubmissionId> chosen, boolean newest, String reason) {
    public Wish {
      chosen = List.copyOf(chosen);
      reason = reason.replace("\0", "");
    }
  }

  /** How far it is. */
  enum Stage {
    /** The site worker is still making evaluations. */
    QUEUEING,
    RUNNING,
    /** All of it has ended. A re-score waits for a decision. */
    ENDED,
    APPLIED,
    DROPPED
  }

  /**
   * @param open evaluations that are not final yet
   * @param skipped submissions that could not be taken: still running, or without stored
   *     predictions
   */
  record Rerun(
      RerunId id,
      PhaseId phase,
      Kind kind,
      boolean newest,
      boolean wholePhase,
      AccountId by,
      Instant at,
      String reason,
      Stage stage,
      int open,
      int scored,
      int failed,
      int cancelled,
      int skipped,
      @Nullable Instant decidedAt) {

    /** How many evaluations it repeats. */
    public int total() {
      return open + scored + failed + cancelled;
    }

    /** Whether its results may take the place of those on the leaderboard. */
    public boolean mayBeApplied() {
      return kind == Kind.RESCORE && stage == Stage.ENDED && scored > 0;
    }

    /** Whether it may be given up without a trace on the leaderboard. */
    public boolean mayBeDropped() {
      return stage == Stage.QUEUEING
          || stage == Stage.RUNNING
          || (kind == Kind.RESCORE && stage == Stage.ENDED);
    }
  }

  /** One that failed where it was done again. */
  record FailedAgain(
      EvaluationId evaluation, SubmissionId submission, String task, String message) {}

  /** Notes the wish; the site worker carries it out, whatever crashes meanwhile. */
  RerunId ask(AccountId by, PhaseId phase, Wish wish);

  Optional<Rerun> find(RerunId id);

  /** Of a phase, the newest first. */
  List<Rerun> of(PhaseId phase);

  List<FailedAgain> failures(RerunId id, int most);

  /**
   * Puts all new scores of a re-score in the place of the old ones, in one step.
   *
   * @return false if there is nothing to apply, or it was decided already
   */
  boolean apply(AccountId by, RerunId id);

  /**
   * Ends it: what still runs is cancelled, and the results there were before stay.
   *
   * @return false if it was over already
   */
  boolean drop(AccountId by, RerunId id);
}

package dev.assay.server.scheduling;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.SubmissionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a submission is not done yet: whose turn it is, for what, and until when. */
public interface Waits {

  /** One entry for each current evaluation that is not final. */
  List<Wait> of(SubmissionId submission);

  /** Who has to act next. */
  enum Owner {
    /** The queue: it goes on by itself. */
    QUEUE,
    WORKER,
    ORGANISER,
    OPERATOR,
    PARTICIPANT
  }

  /** What is waited for. */
  enum Reason {
    /** Its turn, which is next. */
    NEXT,
    /** Its turn; others go first. */
    TURN,
    /** All slots are taken; it is the first that gets one. */
    SLOT,
    /** No worker serves the queue. */
    NO_WORKER,
    /** No worker has the processors of graphics or the memory that it asks for. */
    NO_FITTING_WORKER,
    /** Other runs have the graphics processors. */
    GPUS_TAKEN,
    /** Every worker is short of disk. */
    WORKERS_SHORT_OF_DISK,
    /** As many runs of the same account are under way as the queue allows at once. */
    PARALLEL_LIMIT,
    /** As many runs of the same participant are under way as the competition allows at once. */
    COMPETITION_PARALLEL_LIMIT,
    /** The last slots are kept for short runs. */
    SLOTS_KEPT_FOR_SHORT,
    /** The organiser has to mend or start something. */
    PAUSED,
    /** A worker has it. */
    RUNNING,
    /** A worker has it and is asked to stop. */
    STOPPING
  }

  /**
   * Why one evaluation is not done.
   *
   * @param ahead how many are likely to be given out before it
   * @param startsIn by what recent runs took; null when nothing can be said
   * @param worker that has it, or null
   * @param progress what that worker said last of its preparations, such as an image being pulled;
   *     may be empty
   * @param deadline when something happens whatever becomes of it: the end of the worker's lease;
   *     null while it waits
   */
  record Wait(
      EvaluationId evaluation,
      Owner owner,
      Reason reason,
      int ahead,
      @Nullable Duration startsIn,
      @Nullable String worker,
      String progress,
      @Nullable Instant deadline) {}
}

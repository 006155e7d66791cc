package dev.assay.server.scheduling;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.WorkerId;
import java.time.Duration;
import java.util.Optional;

/** The order in which a queue's evaluations are given out. */
public interface Line {

  /**
   * Locks the evaluation whose turn it is, in the caller's transaction, which leases it.
   *
   * @param worker decides what fits: processors of graphics, memory, images at hand
   * @param rest what this worker just failed at by its own fault is left to others for so long, and
   *     four times as long after each further failure, so that one sick worker does not use up all
   *     attempts within a second, and the only one of a site soon tries again
   * @return empty when nothing waits that this worker may have now
   */
  Optional<Turn> next(QueueId queue, WorkerId worker, Duration rest);

  /**
   * Locks this one, which was offered to a worker when its turn was near.
   *
   * @return empty when it does not wait in this queue any more, somebody is about to have it, or as
   *     much of its participant's is under way by now as may be
   */
  Optional<Turn> take(QueueId queue, EvaluationId evaluation);

  /**
   * One evaluation's turn.
   *
   * @param charge seconds to write to the evaluation's {@code charged} with its lease
   */
  record Turn(EvaluationId evaluation, double charge) {}
}

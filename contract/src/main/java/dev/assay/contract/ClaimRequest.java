package dev.assay.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one run. Also the sign of life of an idle worker.
 *
 * @param freeSlots how many more runs it could take now
 * @param waitSeconds how long the site may hold the call before it answers "nothing"
 * @param running attempts this instance works on; the site treats any other attempt of this
 *     instance as lost
 * @param condition null from workers that do not tell
 */
public record ClaimRequest(
    WorkerInfo worker,
    int freeSlots,
    int waitSeconds,
    List<Long> running,
    @Nullable WorkerCondition condition) {
  public ClaimRequest {
    running = List.copyOf(running);
  }

  /** Without a word on the worker's condition. */
  public ClaimRequest(WorkerInfo worker, int freeSlots, int waitSeconds, List<Long> running) {
    this(worker, freeSlots, waitSeconds, running, null);
  }
}

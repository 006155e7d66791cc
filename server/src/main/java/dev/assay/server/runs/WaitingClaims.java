package dev.assay.server.runs;

import dev.assay.server.kernel.QueueId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Workers' calls that wait in this process for something to do. One bell wakes one call, the one
 * that waited longest; whoever then finds work rings for the next. So a hundred idle workers cost
 * one look into the database, not a hundred.
 */
final class WaitingClaims {
  private static final int EVERYBODY = 1_000_000;

  /**
   * A permit means: somebody should look. It is given after the commit of what is to be found, and
   * everybody looks once before waiting, so no commit is overlooked.
   */
  private final Map<QueueId, Semaphore> bells = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /** Somebody should look into this queue. */
  void wake(QueueId queue) {
    var bell = bells.get(queue);
    if (bell != null && bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /**
   * Waits for the bell.
   *
   * @return false when the time is up or the site stops
   */
  boolean await(QueueId queue, Duration atMost) throws InterruptedException {
    var bell = bells.computeIfAbsent(queue, key -> new Semaphore(0, true));
    return !closed && bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS) && !closed;
  }

  /** Queues that somebody waits for. */
  Set<QueueId> awaited() {
    return bells.entrySet().stream()
        .filter(entry -> entry.getValue().hasQueuedThreads())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How many calls wait here. */
  int count(QueueId queue) {
    var bell = bells.get(queue);
    return bell == null ? 0 : bell.getQueueLength();
  }

  /** Sends everybody away, for good. */
  void close() {
    closed = true;
    bells.values().forEach(bell -> bell.release(EVERYBODY));
  }
}

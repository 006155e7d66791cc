package dev.assay.server.runs;

import dev.assay.server.kernel.SubmissionId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Readers in this process that follow a submission; a change wakes all of them. */
final class Watches {
  private final Map<SubmissionId, Set<Watch>> watches = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** For somebody who follows its states and what it prints. */
  Watch open(SubmissionId submission) {
    return add(new Watch(submission, true));
  }

  /** For somebody to whom what it prints is no news. */
  Watch openForStates(SubmissionId submission) {
    return add(new Watch(submission, false));
  }

  private Watch add(Watch watch) {
    watches.compute(
        watch.submission,
        (key, others) -> {
          var all = others == null ? ConcurrentHashMap.<Watch>newKeySet() : others;
          all.add(watch);
          return all;
        });
    return watch;
  }

  void wake(SubmissionId submission) {
    watches.getOrDefault(submission, Set.of()).forEach(Watch::wake);
  }

  /** It printed something. */
  void wakeLogReaders(SubmissionId submission) {
    watches.getOrDefault(submission, Set.of()).stream()
        .filter(watch -> watch.readsLog)
        .forEach(Watch::wake);
  }

  boolean isClosed() {
    return closed;
  }

  /** Wakes everybody to see that it is over. */
  void close() {
    closed = true;
    watches.values().forEach(all -> all.forEach(Watch::wake));
  }

  /** One reader's bell. Open it before the first look, so that no change falls between. */
  final class Watch implements AutoCloseable {
    private final SubmissionId submission;
    private final boolean readsLog;
    private final Semaphore bell = new Semaphore(0);

    private Watch(SubmissionId submission, boolean readsLog) {
      this.submission = submission;
      this.readsLog = readsLog;
    }

    private void wake() {
      if (bell.availablePermits() == 0) {
        bell.release();
      }
    }

    /** Returns at a change, or when the time is up. */
    void await(Duration atMost) throws InterruptedException {
      if (bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        bell.drainPermits();
      }
    }

    @Override
    public void close() {
      watches.computeIfPresent(
          submission,
          (key, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}

package dev.assay.worker;

import dev.assay.runner.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * Stops what an attempt does, whatever that is just now: it fetches, or runs. The first reason
 * counts.
 */
final class StopSwitch {
  // Guarded by this. Once there is a reason, the thread that is noted is interrupted, and the
  // evaluation that is noted, or comes to be, is cancelled.
  private @Nullable Stop reason;
  private @Nullable Thread fetching;
  private @Nullable Evaluation evaluation;

  /** Why it was stopped; null if it was not. */
  synchronized @Nullable Stop reason() {
    return reason;
  }

  /** The calling thread fetches from here on; false if there is a reason not to. */
  synchronized boolean beginFetching() {
    if (reason != null) {
      return false;
    }
    fetching = Thread.currentThread();
    return true;
  }

  /** The calling thread fetches no more; an interrupt that came too late for that is forgotten. */
  synchronized void endFetching() {
    fetching = null;
    if (reason != null) {
      Thread.interrupted();
    }
  }

  /** An evaluation is about to run. */
  synchronized void begins(Evaluation begun) {
    evaluation = begun;
    if (reason != null) {
      begun.cancel();
    }
  }

  /** Gives a reason, which ends what is being fetched; false if there was one before. */
  synchronized boolean stop(Stop why) {
    if (reason != null) {
      return false;
    }
    reason = why;
    if (fetching != null) {
      fetching.interrupt();
    }
    return true;
  }

  /** Kills what runs. */
  void kill() {
    Evaluation running;
    synchronized (this) {
      running = evaluation;
    }
    if (running != null) {
      running.cancel();
    }
  }
}

package dev.assay.runner;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work on another thread, and fails as that work failed. */
final class Waiting {
  private Waiting() {}

  /** Does not wait on once the run is cancelled: an image can take minutes. */
  static <T> T unlessCancelled(Future<T> future, LiveSandboxes live) {
    live.onCancel(() -> future.cancel(true));
    return on(future);
  }

  static <T> T on(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

package dev.assay.worker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Steps that a Codabench site has called off: one that runs is stopped, one that comes later is not
 * begun. The last thousand are remembered.
 */
final class Revocations {
  private static final int REMEMBERED = 1000;

  // Guarded by this, the older first.
  private final Map<UUID, Boolean> called = new LinkedHashMap<>();
  private final Map<UUID, Runnable> running = new HashMap<>();

  /** A step is called off, whether this worker has it or not. */
  void revoke(UUID task) {
    Runnable stop;
    synchronized (this) {
      called.put(task, true);
      if (called.size() > REMEMBERED) {
        called.remove(called.keySet().iterator().next());
      }
      stop = running.get(task);
    }
    if (stop != null) {
      stop.run();
    }
  }

  synchronized boolean contains(UUID task) {
    return called.containsKey(task);
  }

  /**
   * A step begins.
   *
   * @param stop called at once if the step was called off already
   */
  void begin(UUID task, Runnable stop) {
    synchronized (this) {
      running.put(task, stop);
      if (!called.containsKey(task)) {
        return;
      }
    }
    stop.run();
  }

  synchronized void end(UUID task) {
    running.remove(task);
  }
}

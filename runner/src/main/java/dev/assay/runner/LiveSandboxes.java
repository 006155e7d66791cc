package dev.assay.runner;

import dev.assay.engine.OutputSink;
import dev.assay.engine.Sandbox;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The containers a cancel has to kill. Invariant: once cancelled, no sandbox runs on: one started
 * in the same instant is killed by whoever comes second.
 */
final class LiveSandboxes {
  private final Set<Sandbox> started = new HashSet<>();
  private final List<Runnable> others = new ArrayList<>();
  private boolean cancelled;

  /** Starts it unless the run is cancelled; says whether it did. */
  boolean start(Sandbox sandbox, OutputSink output) {
    synchronized (this) {
      if (cancelled) {
        return false;
      }
      started.add(sandbox);
    }
    sandbox.start(output);
    if (isCancelled()) {
      sandbox.kill();
    }
    return true;
  }

  /** Something else that a cancel ends; at once if there was one already. */
  void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        others.add(action);
        return;
      }
    }
    action.run();
  }

  void cancel() {
    Set<Sandbox> toKill;
    List<Runnable> toRun;
    synchronized (this) {
      cancelled = true;
      toKill = Set.copyOf(started);
      toRun = List.copyOf(others);
    }
    toRun.forEach(Runnable::run);
    toKill.forEach(Sandbox::kill);
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized void ended(Sandbox sandbox) {
    started.remove(sandbox);
  }
}

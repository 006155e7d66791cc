package dev.assay.cli.dryrun;

import dev.assay.runner.Evaluation;
import dev.assay.runner.RunOutcome;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ctrl-C end a run without leaving containers or folders behind: what runs is cancelled, and
 * the process lives on until everything is cleared away.
 */
final class Interruptible implements AutoCloseable {
  private final CountDownLatch cleared = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end);

  // Guarded by this.
  private boolean ending;
  private @Nullable Evaluation current;

  Interruptible() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  RunOutcome run(Evaluation evaluation) {
    synchronized (this) {
      current = evaluation;
      if (ending) {
        evaluation.cancel();
      }
    }
    return evaluation.run();
  }

  private void end() {
    Evaluation running;
    synchronized (this) {
      ending = true;
      running = current;
    }
    if (running != null) {
      running.cancel();
    }
    try {
      cleared.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    cleared.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It runs already.
    }
  }
}

package dev.assay.server.kernel;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts background work after everything else is up, and stops it first. */
final class SiteWorker implements SmartLifecycle {
  private final @Nullable Scheduler scheduler;
  private volatile boolean running;

  SiteWorker(@Nullable Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    if (scheduler != null) {
      scheduler.start();
    }
    running = true;
  }

  @Override
  public void stop() {
    if (scheduler != null) {
      scheduler.stop();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package dev.assay.server.kernel;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again, with a pause between, until stopped. A failure is not the end.
 */
public final class Periodic implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Periodic.class);

  private final String name;
  private final Duration pause;
  private final Runnable work;

  /** Open while running; a new one for each start. */
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  public Periodic(String name, Duration pause, Runnable work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  @Override
  public void start() {
    var latch = new CountDownLatch(1);
    stopped = latch;
    Thread.ofVirtual().name(name).start(() -> repeat(latch));
  }

  private void repeat(CountDownLatch latch) {
    try {
      while (!latch.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn("{} failed and is tried again in {}", name, pause, e);
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }
}

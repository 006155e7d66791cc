package dev.assay.benchmarks.lab;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time of a storm. Whatever lasts in it ends early when the storm breaks off, so that nothing
 * stays broken behind a run that failed.
 */
final class StormTime {
  private final CountDownLatch brokenOff = new CountDownLatch(1);
  private final long end;

  StormTime(Duration howLong) {
    this.end = System.nanoTime() + howLong.toNanos();
  }

  boolean isOver() {
    return isBrokenOff() || System.nanoTime() >= end;
  }

  boolean isBrokenOff() {
    return brokenOff.getCount() == 0;
  }

  /** Returns when so much has passed, or when the storm has broken off. */
  void pass(Duration howLong) throws InterruptedException {
    brokenOff.await(howLong.toNanos(), TimeUnit.NANOSECONDS);
  }

  void breakOff() {
    brokenOff.countDown();
  }
}

package dev.assay.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C, SIGTERM and the end of the terminal: the first one asks to stop, a second one to stop at
 * once.
 *
 * <p>Signals are handled by hand, not by a shutdown hook, because a hook never hears of the second
 * one.
 */
final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger count = new AtomicInteger();
  private final Runnable first;
  private final Runnable again;

  private StopSignal(Runnable first, Runnable again) {
    this.first = first;
    this.again = again;
  }

  /**
   * Interrupts the calling thread at the first signal, and runs {@code hurry} at every further one.
   */
  static StopSignal install(Runnable hurry) {
    return install(Thread.currentThread()::interrupt, hurry);
  }

  /** Runs {@code first} at the first signal, {@code again} at every further one. */
  static StopSignal install(Runnable first, Runnable again) {
    var stop = new StopSignal(first, again);
    for (var name : new String[] {"INT", "TERM", "HUP"}) {
      var signal = new Signal(name);
      var before = Signal.handle(signal, _ -> stop.received());
      if (SignalHandler.SIG_IGN.equals(before)) {
        Signal.handle(signal, before); // Whoever started us wants it ignored, as nohup does.
      }
    }
    return stop;
  }

  private synchronized void received() {
    if (count.incrementAndGet() > 1) {
      again.run();
      return;
    }
    asked.countDown();
    first.run();
  }

  void await() throws InterruptedException {
    asked.await();
  }

  /** What may be told to stop at any moment. */
  interface Work {
    void go() throws InterruptedException;
  }

  /** Does something until it is done or told to stop, which ends it and is no error. */
  void during(Work work) {
    try {
      work.go();
    } catch (InterruptedException _) {
      // Ctrl-C: the caller stops what has been started.
    } catch (RuntimeException e) {
      // The same, noticed in the middle of reading or writing.
      if (!isAsked()) {
        throw e;
      }
    }
    quiet();
  }

  private boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** From here on the first signal no longer interrupts: what follows is the stopping itself. */
  private synchronized void quiet() {
    count.incrementAndGet();
    Thread.interrupted();
  }
}

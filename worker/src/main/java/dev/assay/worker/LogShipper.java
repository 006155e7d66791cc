package dev.assay.worker;

import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spooled logs of an attempt to the site, a little after they are written so that bytes
 * travel in company. One thread sends; the site being away holds nothing else up.
 */
final class LogShipper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogShipper.class);

  /** Between two looks whether a disk that was full has room again. */
  private static final Duration FOR_ROOM = Duration.ofMillis(500);

  private final LogSpool spool;
  private final SiteApi site;
  private final WorkerSettings.Timing timing;
  private final boolean isPatient;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  // Guarded by the lock.
  private boolean hasNews;
  private boolean urgent;
  private boolean finishing;

  /** Whether the site has all there is, or wants no more. */
  private volatile boolean isSettled;

  LogShipper(LogSpool spool, SiteApi site, WorkerSettings.Timing timing) {
    this(spool, site, timing, false);
  }

  private LogShipper(
      LogSpool spool, SiteApi site, WorkerSettings.Timing timing, boolean isPatient) {
    this.spool = spool;
    this.site = site;
    this.timing = timing;
    this.isPatient = isPatient;
    this.thread = Thread.ofVirtual().name("logs-" + spool.owner().attempt()).unstarted(this::run);
  }

  /** One for which nobody waits: it waits for a full disk even once all is written. */
  static LogShipper patient(LogSpool spool, SiteApi site, WorkerSettings.Timing timing) {
    return new LogShipper(spool, site, timing, true);
  }

  void start() {
    thread.start();
  }

  void append(LogStream stream, byte[] bytes, int offset, int length) {
    try {
      spool.append(stream, bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write the log beside the run", e);
    }
    lock.lock();
    try {
      if (!hasNews) {
        hasNews = true;
        wake.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends what there is without waiting for more. */
  void flush() {
    lock.lock();
    try {
      urgent = true;
      wake.signal();
    } finally {
      lock.unlock();
    }
  }

  LogSpool spool() {
    return spool;
  }

  /**
   * Sends the rest and returns when the site has all of it, or refuses it, or when it cannot be
   * sent for want of room on the disk.
   *
   * @param worthIt asked between tries
   * @return whether nothing is left that the site might still want
   */
  boolean finish(BooleanSupplier worthIt) throws InterruptedException {
    lock.lock();
    try {
      finishing = true;
      wake.signal();
    } finally {
      lock.unlock();
    }
    while (!thread.join(Duration.ofMillis(500))) {
      if (!worthIt.getAsBoolean()) {
        thread.interrupt();
        thread.join();
        return false;
      }
    }
    return isSettled;
  }

  private void run() {
    try {
      while (awaitNews()) {
        sendAll();
      }
      sendAll();
      isSettled = true;
    } catch (SiteRefused e) {
      isSettled = true;
      log.warn(
          "The site takes no more logs of attempt {}: {}", spool.owner().attempt(), e.getMessage());
    } catch (IOException e) {
      log.error("The rest of the logs of attempt {} stays here", spool.owner().attempt(), e);
    } catch (InterruptedException e) {
      // The rest stays on disk for the next start.
      return;
    }
  }

  /** Whether to go on after what is sent now. */
  private boolean awaitNews() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!hasNews && !finishing) {
        urgent = false;
        wake.await();
      }
      long left = timing.logDelay().toNanos();
      while (!finishing && !urgent && left > 0) {
        left = wake.awaitNanos(left);
      }
      hasNews = false;
      urgent = false;
      return !finishing;
    } finally {
      lock.unlock();
    }
  }

  private void sendAll() throws IOException, SiteRefused, InterruptedException {
    for (var stream : spool.streams()) {
      send(stream);
    }
  }

  private void send(SpooledStream stream) throws IOException, SiteRefused, InterruptedException {
    var owner = spool.owner();
    for (var chunk = next(stream); chunk.isPresent(); chunk = next(stream)) {
      var piece = chunk.get();
      try {
        Patience.untilAnswered(
            timing.longestPause(),
            () -> true,
            () -> {
              site.log(owner.attempt(), piece);
              return piece;
            });
      } catch (SiteUnavailable e) {
        throw new IllegalStateException("Tried for ever, and yet gave up", e);
      }
      stream.accepted();
    }
  }

  /**
   * A disk that is full has mostly room again in a moment. While the run goes on, that is waited
   * for; its end is not held up by it.
   */
  private Optional<LogChunk> next(SpooledStream stream) throws IOException, InterruptedException {
    boolean isLastTry = false;
    while (true) {
      try {
        return stream.next(spool.owner().token());
      } catch (SpooledStream.NoRoom e) {
        if (isLastTry) {
          throw e;
        }
        log.warn("Attempt {}: {}", spool.owner().attempt(), e.getMessage());
        isLastTry = !awaitRoom();
      }
    }
  }

  /** Whether to go on trying after the next one. */
  private boolean awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = FOR_ROOM.toNanos();
      while ((isPatient || !finishing) && left > 0) {
        left = wake.awaitNanos(left);
      }
      return isPatient || !finishing;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    spool.close();
  }
}

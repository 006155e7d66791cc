package dev.assay.runner;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run made and has to take away again, last made first. Closing a container takes time, so
 * what has done its part is closed beside the run rather than in it.
 */
final class Cleanup implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Cleanup.class);

  /**
   * An engine that forgets one container is slower to start another, or to tell that it ended; most
   * scoring programs are done within that time.
   */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final ExecutorService threads;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<Future<?>> closing = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean closed;

  Cleanup(ExecutorService threads) {
    this.threads = threads;
  }

  /** Takes it into care; what comes after the end is closed at once. */
  <T extends AutoCloseable> T add(T resource) {
    synchronized (this) {
      if (!closed) {
        open.push(resource);
        return resource;
      }
    }
    closeQuietly(resource);
    throw new CancellationException("The run is over");
  }

  /** Closes it on a thread of its own, in a moment, or when the run is over if that is sooner. */
  synchronized void soon(AutoCloseable resource) {
    if (open.remove(resource)) {
      closing.add(threads.submit(() -> closeInAMoment(resource)));
    }
  }

  private void closeInAMoment(AutoCloseable resource) {
    try {
      var _ = over.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeQuietly(resource);
  }

  /** Closes everything that is left, and waits for what is being closed. */
  @Override
  public void close() {
    List<Future<?>> begun;
    List<AutoCloseable> left;
    synchronized (this) {
      closed = true;
      begun = List.copyOf(closing);
      left = List.copyOf(open);
      open.clear();
    }
    over.countDown();
    begun.forEach(Cleanup::await);
    left.forEach(Cleanup::closeQuietly);
  }

  private static void await(Future<?> future) {
    boolean interrupted = false;
    while (true) {
      try {
        future.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // A leftover is found by its labels at the next sweep; the run's result must not hang on it.
  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      log.warn("Left behind until the next sweep: {}", resource, e);
    }
  }
}

package dev.assay.worker;

import dev.assay.contract.Heartbeat;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work on an attempt, kept by heartbeats. It is lost when the site says so, or when
 * the site was not heard for as long as the lease lasts: by then another worker may have the run.
 */
final class Lease implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lease.class);

  /** News wait so long for more of it, so that a run of a moment does not cost a call for each. */
  private static final Duration COMPANY = Duration.ofMillis(150);

  /** Why a run should not go on. */
  enum End {
    CANCEL_ASKED,
    REFUSED,
    UNHEARD
  }

  private final RunOrder order;
  private final SiteApi site;
  private final Consumer<End> ended;
  private final Duration length;
  private final Duration interval;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  // Guarded by the lock.
  private Heartbeat state;
  private boolean hasNews = true; // The site hears at once that the order arrived.

  /**
   * Of the sending thread alone; counted from when a call was sent, since the answer may be late.
   */
  private long heard;

  private volatile boolean held = true;

  /**
   * @param ended told once per reason; a cancel may be followed by the loss of the lease
   */
  Lease(RunOrder order, SiteApi site, Consumer<End> ended) {
    this.order = order;
    this.site = site;
    this.ended = ended;
    this.length = seconds(order.leaseSeconds());
    this.interval = seconds(order.heartbeatSeconds());
    this.state = new Heartbeat(order.token(), Activity.FETCHING, null, null, null);
    this.thread = Thread.ofVirtual().name("lease-" + order.attempt()).unstarted(this::run);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  void start() {
    heard = System.nanoTime();
    thread.start();
  }

  boolean isHeld() {
    return held;
  }

  void activity(Activity activity, @Nullable Step step) {
    update(old -> new Heartbeat(old.token(), activity, step, old.imageUsed(), old.imageDigest()));
  }

  void image(String used, String digest) {
    update(old -> new Heartbeat(old.token(), old.activity(), old.step(), used, digest));
  }

  private void update(UnaryOperator<Heartbeat> change) {
    lock.lock();
    try {
      state = change.apply(state);
      hasNews = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    boolean asked = false;
    try {
      while (held) {
        boolean cancel = beat();
        if (cancel && !asked) {
          asked = true;
          ended.accept(End.CANCEL_ASKED);
        }
      }
    } catch (InterruptedException e) {
      // Closed: the run is over.
      return;
    }
  }

  private boolean beat() throws InterruptedException {
    var heartbeat = awaitTurn();
    long sentAt = System.nanoTime();
    try {
      var reply = site.heartbeat(order.attempt(), heartbeat, patience());
      heard = sentAt;
      return reply.cancel();
    } catch (SiteRefused e) {
      log.warn("Attempt {} is no longer ours: {}", order.attempt(), e.getMessage());
      lose(End.REFUSED);
    } catch (SiteUnavailable e) {
      if (left().isPositive()) {
        log.warn("Heartbeat of attempt {}: {}", order.attempt(), e.getMessage());
        // A site in trouble is not run over, and yet asked a few times while there is time.
        Thread.sleep(shorter(interval, left().dividedBy(4)));
        update(old -> old);
      } else {
        log.warn(
            "The site was not heard for the {} of attempt {}'s lease: its containers are killed.",
            length,
            order.attempt());
        lose(End.UNHEARD);
      }
    }
    return false;
  }

  /** Half of what is left, so that a call that hangs leaves room for another. */
  private Duration patience() {
    var half = left().dividedBy(2);
    var least = Duration.ofMillis(50);
    return half.compareTo(least) < 0 ? least : half;
  }

  private Duration left() {
    return length.minusNanos(System.nanoTime() - heard);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Waits for the interval to pass, or for news and a little company. */
  private Heartbeat awaitTurn() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = interval.toNanos();
      while (!hasNews && left > 0) {
        left = news.awaitNanos(left);
      }
      long company = Math.min(left, COMPANY.toNanos());
      while (company > 0) {
        company = news.awaitNanos(company);
      }
      hasNews = false;
      return state;
    } finally {
      lock.unlock();
    }
  }

  private void lose(End end) {
    held = false;
    ended.accept(end);
  }

  /** Stops the heartbeats. */
  @Override
  public void close() {
    held = false;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.assay.server.codabench;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.broker.BrokerQueue;
import dev.assay.server.queues.broker.BrokerQueues;
import dev.assay.server.queues.broker.BrokerUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks after all queues of the broker: at once where something was queued, and everywhere now and
 * then. A broker that is away is tried again; what waits, waits in the database.
 */
final class BrokerFeeds implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(BrokerFeeds.class);

  private final BrokerQueues queues;
  private final BrokerFeed feed;
  private final Duration sweep;

  /** Each queue once at most. */
  private final LinkedBlockingQueue<QueueId> calls = new LinkedBlockingQueue<>();

  private final Set<QueueId> called = ConcurrentHashMap.newKeySet();

  /** Queues that could not be served at the last look, of the looking thread alone. */
  private final Map<QueueId, String> troubles = new HashMap<>();

  private @Nullable Thread thread;

  BrokerFeeds(BrokerQueues queues, BrokerFeed feed, Duration sweep) {
    this.queues = queues;
    this.feed = feed;
    this.sweep = sweep;
  }

  /** Something waits in this queue, or room was made. */
  void call(QueueId queue) {
    if (called.add(queue)) {
      calls.add(queue);
    }
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("broker-feed").start(this::run);
  }

  private void run() {
    long nextSweep = System.nanoTime();
    try {
      while (true) {
        long left = nextSweep - System.nanoTime();
        var queue = left <= 0 ? null : calls.poll(left, TimeUnit.NANOSECONDS);
        if (queue == null) {
          sweep();
          nextSweep = System.nanoTime() + sweep.toNanos();
        } else {
          called.remove(queue);
          lookAt(queue);
        }
      }
    } catch (InterruptedException e) {
      // Stopped.
      return;
    }
  }

  private void sweep() {
    try {
      queues.all().forEach(this::look);
    } catch (RuntimeException e) {
      log.warn("The queues of the broker cannot be read; tried again in {}", sweep, e);
    }
  }

  private void lookAt(QueueId id) {
    try {
      queues.find(id).filter(queue -> !troubles.containsKey(id)).ifPresent(this::look);
    } catch (RuntimeException e) {
      log.warn("Queue {} cannot be read; tried again in {}", id, sweep, e);
    }
  }

  private void look(BrokerQueue queue) {
    try {
      feed.look(queue);
      if (troubles.remove(queue.id()) != null) {
        log.info("The broker carries queue {} again", queue.id());
      }
    } catch (BrokerUnavailable e) {
      var why = String.valueOf(e.getMessage());
      if (!why.equals(troubles.put(queue.id(), why))) {
        log.warn(
            "The broker does not carry queue {}: {}. What is submitted waits; workers by HTTPS go on.",
            queue.id(),
            why);
      }
    } catch (RuntimeException e) {
      log.warn("Queue {} could not be filled; tried again in {}", queue.id(), sweep, e);
    }
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}

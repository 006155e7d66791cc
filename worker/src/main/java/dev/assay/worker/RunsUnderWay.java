package dev.assay.worker;

import dev.assay.contract.Release;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker carries out, each in a slot of its own, which is free again as soon as the site
 * knows the end.
 */
final class RunsUnderWay {
  private static final Logger log = LoggerFactory.getLogger(RunsUnderWay.class);

  private final WorkerParts parts;
  private final HttpClient http;
  private final BrokerSource.Opened opened;
  private final Revocations revocations;
  private final int slotCount;
  private final Semaphore slots;
  private final Map<Long, AttemptRun> running = new ConcurrentHashMap<>();
  private final Set<ForeignRun> foreign = ConcurrentHashMap.newKeySet();

  /**
   * @param opened what steps of Codabench sites may see beyond the usual
   */
  RunsUnderWay(
      WorkerParts parts, HttpClient http, BrokerSource.Opened opened, Revocations revocations) {
    this.parts = parts;
    this.http = http;
    this.opened = opened;
    this.revocations = revocations;
    this.slotCount = parts.settings().slots();
    this.slots = new Semaphore(slotCount);
  }

  /** Takes a slot, waiting for one; whoever does not {@link #begin} in it frees it again. */
  void takeSlot() throws InterruptedException {
    slots.acquire();
  }

  void freeSlot() {
    slots.release();
  }

  int freeSlots() {
    return slots.availablePermits();
  }

  int count() {
    return running.size() + foreign.size();
  }

  /** The attempts that hold a lease here. */
  List<Long> attempts() {
    return List.copyOf(running.keySet());
  }

  /**
   * Carries it out on a thread of its own, in the slot that was taken.
   *
   * @throws IOException if it could not even begin; it is given back then
   */
  void begin(Intake.Work work) throws IOException, InterruptedException {
    switch (work) {
      case Intake.Order order -> begin(order);
      case Intake.ForeignStep step -> begin(step);
    }
  }

  private void begin(Intake.ForeignStep step) throws IOException {
    ForeignRun run;
    try {
      run = ForeignRun.begin(parts, step.args(), opened, http);
    } catch (IOException e) {
      step.message().giveBack();
      throw e;
    }
    foreign.add(run);
    Thread.ofVirtual()
        .name("submission-" + run.submission())
        .start(() -> carryOut(run, step.task(), step.message()));
  }

  private void carryOut(ForeignRun run, UUID task, BrokerLink.Held message) {
    boolean isDone = false;
    try {
      revocations.begin(task, run::revoke);
      isDone = run.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      isDone = true;
      log.error("Submission {} broke off", run.submission(), e);
    } finally {
      revocations.end(task);
      foreign.remove(run);
      if (isDone) {
        message.done();
      } else {
        message.giveBack();
      }
      slots.release();
    }
  }

  private void begin(Intake.Order work) throws IOException, InterruptedException {
    var order = work.order();
    AttemptRun run;
    try {
      run = AttemptRun.begin(parts.at(work.site()), order);
    } catch (IOException e) {
      giveBack(work, e);
      throw e;
    }
    running.put(order.attempt(), run);
    Thread.ofVirtual().name("attempt-" + order.attempt()).start(() -> carryOut(run));
  }

  /** Otherwise nobody could have it before its lease is over. */
  private void giveBack(Intake.Order work, IOException why) throws InterruptedException {
    var order = work.order();
    try {
      work.site().release(order.attempt(), new Release(order.token(), "the worker: " + why));
    } catch (SiteUnavailable | SiteRefused e) {
      log.warn("Could not give back attempt {}: {}", order.attempt(), e.getMessage());
    }
  }

  private void carryOut(AttemptRun run) {
    var settled = new CountDownLatch(1);
    Runnable settle =
        () -> {
          if (settled.getCount() > 0) {
            settled.countDown();
            running.remove(run.attempt(), run);
            slots.release();
          }
        };
    try {
      run.run(settle);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log.error("Attempt {} broke off; its lease runs out", run.attempt(), e);
    } finally {
      settle.run();
    }
  }

  void giveAllBack() {
    running.values().forEach(AttemptRun::giveBack);
    foreign.forEach(ForeignRun::giveBack);
  }

  /** Whether everything ended within that time. */
  boolean awaitNone(Duration limit) throws InterruptedException {
    if (!slots.tryAcquire(slotCount, limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    slots.release(slotCount);
    return true;
  }
}

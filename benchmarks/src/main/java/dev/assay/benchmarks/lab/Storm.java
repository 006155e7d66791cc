package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.ChaosRun.Plan;
import dev.assay.benchmarks.lab.Crowd.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Participants submit while things go wrong, for as long as the plan says; on a slow machine
 * longer, until everything is sent and each kind of thing has gone wrong once.
 */
final class Storm {
  private static final Executor BESIDE = task -> Thread.ofVirtual().start(task);

  /** A site's start on a busy machine is the longest of it. */
  private static final Duration MENDED_WITHIN = Duration.ofMinutes(5);

  /** Every so many submissions one is for real containers. */
  private static final int REAL = 10;

  private final Lab lab;
  private final Plan plan;
  private final Stage stage;
  private final Crowd crowd;
  private final Consumer<String> say;
  private final StormTime time;

  Storm(Lab lab, Plan plan, Stage stage, Crowd crowd, StormTime time, Consumer<String> say) {
    this.lab = lab;
    this.plan = plan;
    this.stage = stage;
    this.crowd = crowd;
    this.say = say;
    this.time = time;
  }

  /**
   * @return how many things went wrong
   */
  int rage(List<Lane> lanes) throws InterruptedException {
    int kinds = lanes.stream().mapToInt(Lane::kinds).sum();
    var all =
        CompletableFuture.allOf(
            lanes.stream()
                .map(
                    lane ->
                        CompletableFuture.runAsync(
                            () -> uninterrupted(lane, share(lane, kinds)), BESIDE))
                .map(lane -> lane.whenComplete((_, failure) -> breakOffAfter(failure)))
                .toArray(CompletableFuture<?>[]::new));
    try {
      submit();
      all.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Something could not even be broken: " + e.getCause(), e.getCause());
    } finally {
      time.breakOff();
      awaitMended(all);
    }
    return lanes.stream().mapToInt(Lane::count).sum();
  }

  /** How many of the plan's faults are this lane's. */
  private int share(Lane lane, int kinds) {
    return Math.ceilDiv(plan.faults() * lane.kinds(), kinds);
  }

  /** Each lane mends what it broke, if it can. */
  private void awaitMended(CompletableFuture<Void> all) throws InterruptedException {
    try {
      all.exceptionally(_ -> null).get(MENDED_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("What went wrong last does not end", e);
    }
  }

  /** What could not be broken, or not mended, tells nothing of Assay. */
  private void breakOffAfter(@Nullable Throwable failure) {
    if (failure != null) {
      time.breakOff();
    }
  }

  private void uninterrupted(Lane lane, int share) {
    try {
      fail(lane, share);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Two things at a time: each lane spreads its own over the time. */
  private void fail(Lane lane, int share) throws InterruptedException {
    var pause = plan.howLong().dividedBy(share + 1L);
    time.pass(pause.dividedBy(2));
    while (lane.count() < share && goesOn(lane)) {
      var start = System.nanoTime();
      var what = lane.next();
      var took = Duration.ofNanos(System.nanoTime() - start);
      say.accept("%s, %.1f s".formatted(what, took.toMillis() / 1000.0));
      time.pass(pause.minus(took));
    }
  }

  private boolean goesOn(Lane lane) {
    return !time.isBrokenOff() && (!time.isOver() || !lane.hasShownAll());
  }

  private void submit() throws InterruptedException {
    var chance = new Random(plan.seed() + 1);
    var pause = plan.howLong().dividedBy(plan.submissions());
    var start = System.nanoTime();
    for (int number = 1; number <= plan.submissions() && !time.isBrokenOff(); number++) {
      long left = start + pause.multipliedBy(number - 1L).toNanos() - System.nanoTime();
      time.pass(Duration.ofNanos(left));
      submit(number, 1 + chance.nextInt(40), chance.nextInt(1200), chance);
    }
  }

  private void submit(int number, int lines, int milliseconds, Random chance)
      throws InterruptedException {
    int person = chance.nextInt(Crowd.PEOPLE);
    if (isPoison(number)) {
      var poison = WrittenBundle.poison(lab.folder(), number);
      crowd.submit(person, stage.simulated().phase(), poison, new Promise(Promise.POISON, 0));
      return;
    }
    var containers = stage.containers();
    var contest = containers != null && number % REAL == 0 ? containers : stage.simulated();
    var submission = WrittenBundle.submission(lab.folder(), number, lines, milliseconds);
    crowd.submit(person, contest.phase(), submission, new Promise(Integer.toString(number), lines));
  }

  /**
   * Spread over the whole time. Not among the first: while few run, the same ones run beside it
   * each time, and are lost with it.
   */
  private boolean isPoison(int number) {
    if (plan.poison() == 0) {
      return false;
    }
    int each = Math.max(2, plan.submissions() / plan.poison());
    return number % each == each / 2;
  }
}

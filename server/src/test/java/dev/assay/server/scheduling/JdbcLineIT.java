package dev.assay.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.runs.HandClock;
import dev.assay.server.scheduling.ModelLine.Needs;
import dev.assay.server.scheduling.ModelLine.Run;
import dev.assay.server.scheduling.ModelLine.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables and the look-ups on real PostgreSQL, against the rule played in memory. */
class JdbcLineIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final HandClock clock = new HandClock();
  private final Line line = LineForTests.of(database.jdbc(), clock);
  private final Outlook outlook = LineForTests.outlook(database.jdbc(), clock);
  private final LineBed bed = new LineBed(database, clock);

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void the_tables_choose_as_the_rule_does_whatever_happens(long seed) {
    var random = new Random(seed);
    var model = new ModelLine();
    var images = List.of("image-" + bed.competitions.get(1));
    var workers =
        List.of(
            bed.worker("plain", 0, 1L << 30, List.of()),
            bed.worker("large", 2, 1L << 36, List.of()),
            bed.worker("warm", 0, 1L << 30, images));
    var known =
        List.of(
            new Worker(0, 1L << 30, List.of()),
            new Worker(2, 1L << 36, List.of()),
            new Worker(0, 1L << 30, images));
    model.slots = 6;
    if (seed % 2 == 0) {
      model.parallelLimit = 2;
      bed.limit(2);
    }
    Map<Long, Run> waiting = new HashMap<>();
    Map<Long, Run> running = new HashMap<>();
    Map<Long, Long> ids = new HashMap<>();
    int picks = 0;
    for (int step = 0; step < 400; step++) {
      clock.pass(Duration.ofSeconds(1 + random.nextInt(40)));
      bed.alive(workers);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          int competition = random.nextInt(bed.competitions.size());
          int account = random.nextInt(bed.accounts.size());
          int priority = random.nextInt(4) == 0 ? FairShare.BACKGROUND : 0;
          var needs =
              new Needs(
                  random.nextBoolean(),
                  random.nextInt(5) == 0 ? 1 : 0,
                  random.nextInt(5) == 0 ? 1L << 35 : 0);
          int expected = 1 + random.nextInt(100);
          long id = bed.evaluation(competition, account, priority, needs, expected);
          var run =
              model.arrive(
                  bed.competitions.get(competition),
                  priority,
                  bed.accounts.get(account),
                  needs,
                  expected,
                  clock.instant());
          waiting.put(id, run);
          ids.put(run.id, id);
        }
        case 3, 4, 5 -> {
          int which = random.nextInt(workers.size());
          var wanted = model.pick(known.get(which), clock.instant());
          var got = bed.claim(line, workers.get(which));
          assertThat(got)
              .as("choice of step %d", step)
              .isEqualTo(wanted.map(run -> ids.get(run.id)));
          wanted.ifPresent(run -> running.put(ids.get(run.id), run));
          wanted.ifPresent(run -> waiting.remove(ids.get(run.id)));
          picks += wanted.isPresent() ? 1 : 0;
        }
        case 6 -> {
          var id = any(running, random);
          if (id.isPresent()) {
            var run = Objects.requireNonNull(running.remove(id.get()));
            if (random.nextInt(3) == 0) {
              bed.requeue(id.get());
              model.requeue(run, clock.instant());
              waiting.put(id.get(), run);
            } else {
              boolean fault = random.nextInt(4) == 0;
              bed.end(id.get(), fault);
              model.end(run, Duration.between(run.startedAt, clock.instant()).toSeconds(), fault);
            }
          }
        }
        default -> {
          var id = any(waiting, random);
          if (id.isPresent() && random.nextInt(4) == 0) {
            bed.cancel(id.get());
            model.cancel(Objects.requireNonNull(waiting.remove(id.get())));
          }
        }
      }
      assertThat(outlook.waiting(bed.queue)).isEqualTo(waiting.size());
    }
    assertThat(picks).as("choices that were compared").isGreaterThan(40);
    bed.assertCountsAreRight();
  }

  private static Optional<Long> any(Map<Long, Run> runs, Random random) {
    var ids = runs.keySet().stream().sorted().toList();
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
  }

  private List<WorkerId> eightWorkers() {
    var workers = new ArrayList<WorkerId>();
    for (int i = 0; i < 8; i++) {
      workers.add(bed.worker("w" + i, 0, 1L << 30, List.of()));
    }
    bed.alive(workers);
    return workers;
  }

  /** Each worker, at once, takes what there is and ends it; those that were taken. */
  private List<Long> emptied(List<WorkerId> workers) throws Exception {
    var taken = new ConcurrentLinkedQueue<Long>();
    var asking = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var worker : workers) {
        asking.add(
            threads.submit(
                () -> {
                  for (var id = bed.claim(line, worker);
                      id.isPresent();
                      id = bed.claim(line, worker)) {
                    taken.add(id.get());
                    bed.end(id.get(), false);
                  }
                  return null;
                }));
      }
    }
    for (var one : asking) {
      one.get();
    }
    return List.copyOf(taken);
  }

  @Test
  void many_workers_at_once_get_each_run_once_and_none_is_left() throws Exception {
    for (int i = 0; i < 300; i++) {
      bed.evaluation(i % 3, i % 5, 0, Needs.SHORT, 10);
    }
    assertThat(emptied(eightWorkers())).hasSize(300).doesNotHaveDuplicates();
    bed.assertCountsAreRight();
  }

  @Test
  void those_who_fight_for_the_last_runs_never_wait_for_each_other() throws Exception {
    var workers = eightWorkers();
    for (int round = 0; round < 80; round++) {
      for (int i = 0; i < 20; i++) {
        bed.evaluation(i % 3, (i + round) % 5, 0, Needs.SHORT, 10);
      }
      assertThat(emptied(workers)).hasSize(20);
    }
  }

  @Test
  void two_workers_at_once_never_exceed_a_participants_limit() throws Exception {
    bed.limit(3);
    for (int i = 0; i < 100; i++) {
      bed.evaluation(i % 2, 0, 0, i % 2 == 0 ? Needs.SHORT : Needs.LONG, 10);
    }
    var workers = eightWorkers();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      workers.forEach(worker -> threads.submit(() -> bed.claim(line, worker).isPresent()));
    }
    assertThat(bed.running()).isBetween(1, 3);
    for (int i = 0; i < 4; i++) {
      bed.claim(line, workers.getFirst());
    }
    assertThat(bed.running()).isEqualTo(3);
  }

  @Test
  void the_outlook_says_what_is_then_done() {
    var random = new Random(7);
    for (int i = 0; i < 60; i++) {
      bed.evaluation(random.nextInt(3), random.nextInt(5), 0, Needs.SHORT, 1 + random.nextInt(50));
    }
    var worker = bed.worker("w", 0, 1L << 30, List.of());
    bed.alive(List.of(worker));
    var foreseen = outlook.next(bed.queue, 1);
    assertThat(outlook.ahead(foreseen.getFirst())).isZero();
    assertThat(bed.claim(line, worker)).contains(foreseen.getFirst().value());
    assertThat(outlook.next(bed.queue, 100)).hasSize(59).doesNotHaveDuplicates();
    var last = outlook.next(bed.queue, 100).getLast();
    assertThat(outlook.ahead(last)).isEqualTo(58);
  }

  @Test
  void an_organisers_own_run_is_background_and_what_a_task_asks_for_is_asked_of_workers() {
    bed.asks(0, 1, 1L << 33);
    long organisers = bed.made(0, bed.owner);
    long participants = bed.made(0, bed.accounts.getFirst());

    assertThat(bed.value(organisers, "priority")).isEqualTo(FairShare.BACKGROUND);
    assertThat(bed.value(participants, "priority")).isZero();
    assertThat(bed.value(participants, "gpus")).isEqualTo(1);
    var plain = bed.worker("plain", 0, 1L << 34, List.of());
    var small = bed.worker("small", 2, 1L << 32, List.of());
    var fitting = bed.worker("fitting", 1, 1L << 33, List.of());
    bed.alive(List.of(plain, small, fitting));
    assertThat(bed.claim(line, plain)).isEmpty();
    assertThat(bed.claim(line, small)).isEmpty();
    assertThat(bed.claim(line, fitting)).contains(participants);
    assertThat(bed.claim(line, fitting)).contains(organisers);
  }

  @Test
  void what_runs_took_lately_is_expected_of_the_next() {
    long unknown = bed.made(0, bed.accounts.get(0));
    assertThat(bed.value(unknown, "expected_seconds")).isEqualTo(60);
    for (int i = 0; i < 5; i++) {
      bed.ran(0, bed.accounts.get(1), 10);
    }
    long known = bed.made(0, bed.accounts.get(0));
    assertThat(bed.value(known, "expected_seconds")).isEqualTo(10);
    assertThat(bed.flag(known, "is_short")).isTrue();
    bed.ran(0, bed.accounts.get(0), 4000);
    long own = bed.made(0, bed.accounts.get(0));
    assertThat(bed.value(own, "expected_seconds")).isEqualTo(4000);
    assertThat(bed.flag(own, "is_short")).isFalse();
  }
}

package dev.assay.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
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
  private final Bed bed = new Bed(database, clock);

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
            var run = running.remove(id.get());
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
            model.cancel(waiting.remove(id.get()));
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

  @Test
  void many_workers_at_once_get_each_run_once_and_none_is_left() throws Exception {
    for (int i = 0; i < 300; i++) {
      bed.evaluation(i % 3, i % 5, 0, Needs.SHORT, 10);
    }
    Set<Long> given = ConcurrentHashMap.newKeySet();
    var twice = new ArrayList<Long>();
    var workers = new ArrayList<WorkerId>();
    for (int i = 0; i < 8; i++) {
      workers.add(bed.worker("w" + i, 0, 1L << 30, List.of()));
    }
    bed.alive(workers);
    var done = new CountDownLatch(workers.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var worker : workers) {
        threads.submit(
            () -> {
              for (var id = bed.claim(line, worker); id.isPresent(); id = bed.claim(line, worker)) {
                if (!given.add(id.get())) {
                  twice.add(id.get());
                }
                bed.end(id.get(), false);
              }
              done.countDown();
              return null;
            });
      }
      done.await();
    }
    assertThat(twice).isEmpty();
    assertThat(given).hasSize(300);
    bed.assertCountsAreRight();
  }

  @Test
  void two_workers_at_once_never_exceed_a_participants_limit() throws Exception {
    bed.limit(3);
    for (int i = 0; i < 100; i++) {
      bed.evaluation(i % 2, 0, 0, i % 2 == 0 ? Needs.SHORT : Needs.LONG, 10);
    }
    var workers = new ArrayList<WorkerId>();
    for (int i = 0; i < 8; i++) {
      workers.add(bed.worker("w" + i, 0, 1L << 30, List.of()));
    }
    bed.alive(workers);
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

  /** Competitions, participants and workers of one queue, as rows. */
  private static final class Bed {
    private final MigratedDatabase database;
    private final HandClock clock;
    final List<Long> competitions = new ArrayList<>();
    final List<Long> accounts = new ArrayList<>();
    final long owner;
    final QueueId queue;
    private final List<Long> phases = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final long blob;

    Bed(MigratedDatabase database, HandClock clock) {
      this.database = database;
      this.clock = clock;
      var rows = new Rows(database);
      var organiser = rows.account("organiser");
      owner = organiser.id().value();
      blob = rows.blob("sub.zip").value();
      queue =
          new QueueId(
              number(
                  """
                  insert into queue (key, name, is_default, created_at)
                  values (gen_random_uuid(), 'q', true, now()) returning id"""));
      for (int i = 0; i < 3; i++) {
        CompetitionId id = rows.competition(organiser);
        database
            .jdbc()
            .sql("update competition set docker_image = 'image-' || id where id = :id")
            .param("id", id.value())
            .update();
        competitions.add(id.value());
        phases.add(rows.phase(id, rows.leaderboard(id), 0).value());
        versions.add(version());
      }
      for (int i = 0; i < 5; i++) {
        accounts.add(rows.account("user" + i).id().value());
      }
    }

    private long number(String sql) {
      return database.jdbc().sql(sql).query(Long.class).single();
    }

    private long version() {
      long dataset =
          number(
              """
              insert into dataset (key, type, name, owner_id, blob_id, created_at)
              values (gen_random_uuid(), 'scoring_program', 's', %d, %d, now()) returning id"""
                  .formatted(owner, blob));
      long task =
          number(
              """
              insert into task (key, owner_id, name, created_at)
              values (gen_random_uuid(), %d, 't', now()) returning id"""
                  .formatted(owner));
      return number(
          """
          insert into task_version (task_id, number, scoring_program, created_at)
          values (%d, 1, %d, now()) returning id"""
              .formatted(task, dataset));
    }

    void limit(int parallel) {
      database.jdbc().sql("update queue set parallel_limit = " + parallel).update();
    }

    void asks(int competition, int gpus, long memory) {
      database
          .jdbc()
          .sql("update competition set needs_gpus = :gpus where id = :id")
          .param("gpus", gpus)
          .param("id", competitions.get(competition))
          .update();
      database
          .jdbc()
          .sql("update task_version set needs_memory_bytes = :memory where id = :id")
          .param("memory", memory)
          .param("id", versions.get(competition))
          .update();
    }

    WorkerId worker(String name, int gpus, long memory, List<String> images) {
      return new WorkerId(
          database
              .jdbc()
              .sql(
                  """
                  insert into worker (queue_id, instance, name, version, engine, cpus, memory_bytes,
                                      gpus, slots, free_slots, first_seen, last_seen, images)
                  values (:queue, gen_random_uuid(), :name, '1', 'docker', 2, :memory, :gpus, 2, 2,
                          :now, :now, :images) returning id""")
              .param("queue", queue.value())
              .param("name", name)
              .param("memory", memory)
              .param("gpus", gpus)
              .param("now", SqlTime.of(clock.instant()))
              .param("images", images.toArray(String[]::new))
              .query(Long.class)
              .single());
    }

    void alive(List<WorkerId> workers) {
      database
          .jdbc()
          .sql("update worker set last_seen = :now")
          .param("now", SqlTime.of(clock.instant()))
          .update();
    }

    private long submission(int competition, long account) {
      return database
          .jdbc()
          .sql(
              """
              insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
              values (nextval('submission_id'), :phase, :account, :blob, 'sub.zip', :now, 'running')
              returning id""")
          .param("phase", phases.get(competition))
          .param("account", account)
          .param("blob", blob)
          .param("now", SqlTime.of(clock.instant()))
          .query(Long.class)
          .single();
    }

    long evaluation(int competition, int account, int priority, Needs needs, int expected) {
      long submission = submission(competition, accounts.get(account));
      database
          .jdbc()
          .sql(
              """
              insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                      queue_id, priority, place, state, state_since, gpus,
                                      memory_bytes, is_short, expected_seconds)
              select :id, :id, v.task_id, v.id, 'live', true, :queue, :priority,
                     nextval('evaluation_place'), 'queued', :now, :gpus, :memory, :short, :expected
                from task_version v where v.id = :version""")
          .param("id", submission)
          .param("version", versions.get(competition))
          .param("queue", queue.value())
          .param("priority", priority)
          .param("now", SqlTime.of(clock.instant()))
          .param("gpus", needs.gpus())
          .param("memory", needs.memory())
          .param("short", needs.isShort())
          .param("expected", expected)
          .update();
      return submission;
    }

    /** As the site makes one, without saying what it needs. */
    long made(int competition, long account) {
      long submission = submission(competition, account);
      database
          .jdbc()
          .sql(
              """
              insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                      queue_id, place, state, state_since)
              select :id, :id, v.task_id, v.id, 'live', true, :queue, nextval('evaluation_place'),
                     'queued', :now
                from task_version v where v.id = :version""")
          .param("id", submission)
          .param("version", versions.get(competition))
          .param("queue", queue.value())
          .param("now", SqlTime.of(clock.instant()))
          .update();
      return submission;
    }

    void ran(int competition, long account, int seconds) {
      long id = made(competition, account);
      database
          .jdbc()
          .sql(
              """
              insert into attempt (evaluation_id, number, kind, token, worker_name, state,
                                   leased_until, image, started_at, ended_at)
              values (:id, 1, 'PREDICT_AND_SCORE', gen_random_uuid(), 'w', 'scored', :now, 'i', :start,
                      :now)""")
          .param("id", id)
          .param("start", SqlTime.of(clock.instant().minusSeconds(seconds)))
          .param("now", SqlTime.of(clock.instant()))
          .update();
      database
          .jdbc()
          .sql("update evaluation set state = 'scored', ended_at = :now where id = :id")
          .param("now", SqlTime.of(clock.instant()))
          .param("id", id)
          .update();
    }

    Optional<Long> claim(Line line, WorkerId worker) {
      var turn =
          database
              .transactions()
              .execute(
                  status -> {
                    var next = line.next(queue, worker, Duration.ofSeconds(1));
                    next.ifPresent(
                        one -> move(one.evaluation().value(), "leased", one.charge(), null));
                    return next;
                  });
      return turn == null ? Optional.empty() : turn.map(one -> one.evaluation().value());
    }

    private void move(long id, String state, Double charged, String failure) {
      database
          .jdbc()
          .sql(
              """
              update evaluation set state = :state, state_since = :now,
                     charged = coalesce(:charged, charged), failure = cast(:failure as jsonb)
               where id = :id""")
          .param("state", state)
          .param("now", SqlTime.of(clock.instant()))
          .param("charged", charged, java.sql.Types.DOUBLE)
          .param("failure", failure)
          .param("id", id)
          .update();
    }

    void requeue(long id) {
      move(id, "queued", null, null);
    }

    void end(long id, boolean platformFault) {
      move(
          id,
          platformFault ? "failed" : "scored",
          null,
          platformFault ? "{\"fault\": \"PLATFORM\"}" : null);
    }

    void cancel(long id) {
      move(id, "cancelled", null, null);
    }

    int running() {
      return (int) number("select count(*) from evaluation where state = 'leased'");
    }

    double value(long id, String column) {
      return database
          .jdbc()
          .sql("select " + column + " from evaluation where id = " + id)
          .query(Double.class)
          .single();
    }

    boolean flag(long id, String column) {
      return database
          .jdbc()
          .sql("select " + column + " from evaluation where id = " + id)
          .query(Boolean.class)
          .single();
    }

    void assertCountsAreRight() {
      assertThat(
              number(
                  """
                  select count(*) from share s
                   where waiting <> (select count(*) from evaluation e
                                      where e.share_id = s.id and e.state = 'queued')
                      or running <> (select count(*) from evaluation e
                                      where e.share_id = s.id and e.state = 'leased')"""))
          .as("shares whose counts are wrong")
          .isZero();
      assertThat(
              number(
                  """
                  select count(*) from competition_share p
                   where active <> exists (select 1 from share s
                                            where s.competition_share_id = p.id and s.waiting > 0)"""))
          .as("competitions that are thought to wait and do not, or the other way round")
          .isZero();
    }
  }
}

package dev.assay.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.runs.HandClock;
import dev.assay.server.scheduling.ModelLine.Needs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Competitions, participants and workers of one queue, as rows. */
final class LineBed {
  private final MigratedDatabase database;
  private final HandClock clock;
  final List<Long> competitions = new ArrayList<>();
  final List<Long> accounts = new ArrayList<>();
  final long owner;
  final QueueId queue;
  private final List<Long> phases = new ArrayList<>();
  private final List<Long> versions = new ArrayList<>();
  private final BlobId blob;

  LineBed(MigratedDatabase database, HandClock clock) {
    this.database = database;
    this.clock = clock;
    var rows = new Rows(database);
    var organiser = rows.account("organiser");
    owner = organiser.id().value();
    blob = rows.blob("sub.zip");
    queue = rows.defaultQueue();
    for (int i = 0; i < 3; i++) {
      CompetitionId id = rows.competition(organiser);
      database
          .jdbc()
          .sql("update competition set docker_image = 'image-' || id where id = :id")
          .param("id", id.value())
          .update();
      competitions.add(id.value());
      phases.add(rows.phase(id, rows.leaderboard(id), 0).value());
      versions.add(rows.task(organiser.id(), blob).version().value());
    }
    for (int i = 0; i < 5; i++) {
      accounts.add(rows.account("user" + i).id().value());
    }
  }

  private long number(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  void limit(int parallel) {
    database.jdbc().sql("update queue set parallel_limit = " + parallel).update();
  }

  /** How much of one participant's may be under way in one competition. */
  void limit(int competition, int parallel) {
    database
        .jdbc()
        .sql("update competition set parallel_limit = :limit where id = :id")
        .param("limit", parallel)
        .param("id", competitions.get(competition))
        .update();
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
        .param("blob", blob.value())
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

  private void move(long id, String state, @Nullable Double charged, @Nullable String failure) {
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

package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What goes on in a queue. Reads the tables of {@code runs}, and only reads them: that feature
 * depends on this one, not the other way round.
 */
@Repository
class JdbcQueueActivity {
  private static final Duration FORGOTTEN = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcQueueActivity(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param gone when it said goodbye or was given up; null while it is there
   */
  record KnownWorker(
      long id,
      String name,
      String version,
      String engine,
      int cpus,
      long memoryBytes,
      int slots,
      Instant lastSeen,
      @Nullable Instant gone) {}

  record RunningAttempt(
      long workerId,
      long submission,
      @Nullable String activity,
      @Nullable String step,
      Instant since) {}

  record WaitingEvaluation(long submission, Instant since) {}

  /** Those there, and those lost within a day of which no newer namesake is there. */
  List<KnownWorker> workers(QueueId queue) {
    return jdbc.sql(
            """
            select distinct on (name) * from worker
             where queue_id = :queue and last_seen > :since order by name, gone_at is not null, last_seen desc""")
        .param("queue", queue.value())
        .param("since", SqlTime.of(clock.instant().minus(FORGOTTEN)))
        .query(
            (row, number) ->
                new KnownWorker(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getString("version"),
                    row.getString("engine"),
                    row.getInt("cpus"),
                    row.getLong("memory_bytes"),
                    row.getInt("slots"),
                    SqlTime.read(row, "last_seen"),
                    SqlTime.readNullable(row, "gone_at")))
        .list();
  }

  List<RunningAttempt> running(QueueId queue) {
    return jdbc.sql(
            """
            select a.worker_id, e.submission_id, a.activity, a.step, coalesce(a.step_since, a.started_at) as since
              from attempt a join evaluation e on e.id = a.evaluation_id
             where e.queue_id = :queue and a.state = 'active' order by a.id""")
        .param("queue", queue.value())
        .query(
            (row, number) ->
                new RunningAttempt(
                    row.getLong("worker_id"),
                    row.getLong("submission_id"),
                    row.getString("activity"),
                    row.getString("step"),
                    SqlTime.read(row, "since")))
        .list();
  }

  int waiting(QueueId queue) {
    return jdbc.sql("select count(*) from evaluation where queue_id = :queue and state = 'queued'")
        .param("queue", queue.value())
        .query(Integer.class)
        .single();
  }

  /** In the order they will be taken. */
  List<WaitingEvaluation> next(QueueId queue, int most) {
    return jdbc.sql(
            """
            select submission_id, state_since from evaluation
             where queue_id = :queue and state = 'queued' order by priority desc, place limit :most""")
        .param("queue", queue.value())
        .param("most", most)
        .query(
            (row, number) ->
                new WaitingEvaluation(
                    row.getLong("submission_id"), SqlTime.read(row, "state_since")))
        .list();
  }
}

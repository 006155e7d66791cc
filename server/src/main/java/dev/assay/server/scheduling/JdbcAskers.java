package dev.assay.server.scheduling;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.queues.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who asks for work, and what a queue's limits leave them. */
@Component
final class JdbcAskers {
  private static final Duration LATELY = Duration.ofHours(1);

  /** A worker's call is held for up to 20 seconds without a word. */
  private static final Duration LIVE = Duration.ofSeconds(35);

  private final JdbcClient jdbc;
  private final RunsAtOnce atOnce;
  private final Clock clock;

  JdbcAskers(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.atOnce = new RunsAtOnce(jdbc);
    this.clock = clock;
  }

  Asker find(QueueId queue, WorkerId worker, Duration rest) {
    var now = clock.instant();
    return jdbc.sql(
            """
            select w.gpus - (select coalesce(sum(e.gpus), 0)
                               from attempt a join evaluation e on e.id = a.evaluation_id
                              where a.worker_id = w.id and a.state = 'active') as gpus,
                   w.memory_bytes, w.images, q.parallel_limit,
                   (select coalesce(sum(slots), 0) from worker
                     where queue_id = q.id and last_seen > :alive and gone_at is null) as slots,
                   (select coalesce(sum(s.running), 0)
                      from share s join competition_share p on p.id = s.competition_share_id
                     where s.running > 0 and not s.is_short and p.queue_id = q.id) as long_running,
                   exists (select 1 from share s join competition_share p on p.id = s.competition_share_id
                            where s.is_short and s.arrived_at > :lately and p.queue_id = q.id) as shorts
              from worker w join queue q on q.id = :queue
             where w.id = :worker""")
        .param("alive", SqlTime.of(now.minus(LIVE)))
        .param("lately", SqlTime.of(now.minus(LATELY)))
        .param("queue", queue.value())
        .param("worker", worker.value())
        .query((row, number) -> asker(row, worker, rest))
        .single();
  }

  private static Asker asker(ResultSet row, WorkerId worker, Duration rest) throws SQLException {
    return new Asker(
        worker,
        row.getInt("gpus"),
        row.getLong("memory_bytes"),
        List.of((String[]) row.getArray("images").getArray()),
        row.getObject("parallel_limit", Integer.class),
        new Slots(row.getInt("slots"), row.getInt("long_running"), row.getBoolean("shorts")),
        rest);
  }

  /**
   * How many runs of one account may be under way at once.
   *
   * @param ofQueue null for any number
   * @param ofCompetition in whatever queues; null for any number
   */
  record Limits(
      QueueId queue,
      @Nullable Integer ofQueue,
      long competition,
      @Nullable Integer ofCompetition) {}

  /** Whether one more run of this account may start. */
  boolean isWithin(Limits limits, long account) {
    return isWithin(limits.ofQueue(), "queue_id", limits.queue().value(), account)
        && isWithin(limits.ofCompetition(), "competition_id", limits.competition(), account);
  }

  /**
   * With a limit, only one choice at a time is made for an account, so that two cannot both take
   * the last place.
   */
  private boolean isWithin(@Nullable Integer limit, String of, long id, long account) {
    return limit == null || (isAlone(of, id, account) && atOnce.running(of, id, account) < limit);
  }

  /** Until the transaction ends; a choice that loses leaves the account to the other one. */
  private boolean isAlone(String of, long id, long account) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", "parallel %s %d %d".formatted(of, id, account))
        .query(Boolean.class)
        .single();
  }
}

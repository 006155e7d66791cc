package dev.assay.server.codabench;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs of Codabench's workers that somebody cancelled. Table: {@code codabench_report}. */
@Component
final class JdbcCancels {
  /** What is left to a worker that was told, before the run ends without its word. */
  private static final Duration LAST_WORD = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcCancels(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A run to be told of. */
  record Cancel(long offer, long attempt, QueueId queue, UUID task) {}

  List<Cancel> untold() {
    return jdbc.sql(
            """
            select o.id, o.attempt_id, o.queue_id, o.task
              from offer o
              join attempt a on a.id = o.attempt_id
              join evaluation e on e.id = a.evaluation_id
             where a.state = 'active' and e.cancel_asked_at is not null and o.cancel_told_at is null
               and o.is_foreign""")
        .query(
            (row, number) ->
                new Cancel(
                    row.getLong("id"),
                    row.getLong("attempt_id"),
                    new QueueId(row.getLong("queue_id")),
                    row.getObject("task", UUID.class)))
        .list();
  }

  void told(Cancel cancel) {
    var now = clock.instant();
    jdbc.sql("update offer set cancel_told_at = :now where id = :id")
        .param("now", SqlTime.of(now))
        .param("id", cancel.offer())
        .update();
    jdbc.sql(
            """
            update attempt set leased_until = least(leased_until, :until)
             where id = :id and state = 'active'""")
        .param("until", SqlTime.of(now.plus(LAST_WORD)))
        .param("id", cancel.attempt())
        .update();
  }
}

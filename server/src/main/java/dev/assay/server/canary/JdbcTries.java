package dev.assay.server.canary;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the rows of {@code canary} tell of queues. */
@Repository
class JdbcTries {
  private final JdbcClient jdbc;

  JdbcTries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Queues that fail and are this account's to mend.
   *
   * @param siteToo whether the site's own queues are
   */
  List<Failing> failing(AccountId owner, boolean siteToo) {
    return jdbc.sql(
            """
            select q.id, q.name, c.why from canary c join queue q on q.id = c.queue_id
             where c.why <> '' and q.deleted_at is null
               and (q.owner_id = :owner or (q.owner_id is null and :siteToo))
             order by q.id""")
        .param("owner", owner.value())
        .param("siteToo", siteToo)
        .query(Failing.class)
        .list();
  }

  /** A queue whose last test run failed. */
  record Failing(long id, String name, String why) {}

  /** Why a queue's last try failed; empty where all is well as far as is known. */
  Optional<String> trouble(QueueId queue) {
    return jdbc.sql(
            "select why from canary where queue_id = :queue and why <> '' and state <> 'good'")
        .param("queue", queue.value())
        .query(String.class)
        .optional();
  }

  Optional<Instant> goodAt(QueueId queue) {
    return jdbc.sql("select good_at from canary where queue_id = :queue and good_at is not null")
        .param("queue", queue.value())
        .query((row, number) -> SqlTime.read(row, "good_at"))
        .optional();
  }

  /** What a queue was tried with last, and what came of it. */
  Optional<LastTry> lastTry(QueueId queue) {
    return jdbc.sql(
            """
            select c.started_at, c.image, c.state, c.why, c.unproven, s.state as ended
              from canary c join submission s on s.id = c.submission_id
             where c.queue_id = :queue and c.started_at is not null""")
        .param("queue", queue.value())
        .query(
            (row, number) ->
                new LastTry(
                    SqlTime.read(row, "started_at"),
                    row.getString("image"),
                    row.getString("state").equals("running"),
                    row.getString("ended").equals("cancelled"),
                    row.getString("why"),
                    row.getString("unproven")))
        .optional();
  }

  /**
   * The last try of a queue.
   *
   * @param image empty where it is not on record
   * @param trouble of the queue, which may be that of an earlier try; empty for none
   * @param unproven why it said nothing of the queue; empty where it did
   */
  record LastTry(
      Instant startedAt,
      String image,
      boolean isUnderWay,
      boolean isStopped,
      String trouble,
      String unproven) {}
}

package dev.assay.server.canary;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code canary}, and how their runs stand. */
@Repository
class JdbcCanaries {
  private static final Duration FORSAKEN = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcCanaries(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A queue's canary. */
  record Canary(
      QueueId queue, CompetitionId competition, PhaseId phase, AccountId account, BlobId blob) {}

  /**
   * A canary whose run is not judged for good.
   *
   * @param wasFailing whether the queue counts as failing so far
   */
  record Running(
      QueueId queue,
      SubmissionId submission,
      boolean wasFailing,
      Instant startedAt,
      String submissionState,
      @Nullable String failure,
      @Nullable Instant leasedAt,
      boolean anyWorker) {

    boolean isOver() {
      return Set.of("finished", "failed", "cancelled").contains(submissionState);
    }

    /** Somebody ended it, which says nothing of the queue. */
    boolean isStopped() {
      return submissionState.equals("cancelled");
    }
  }

  /**
   * Queues that are to be tried now: had a worker within the last {@link #FORSAKEN}, something ran
   * there before, so that an image is known that its workers have, and no try is under way. One
   * that is overdue is not followed by others: where no worker comes they would only pile up.
   */
  List<Due> due(Duration every) {
    return jdbc.sql(
            """
            select q.id as queue, last.image
              from queue q
              left join canary c on c.queue_id = q.id
              join lateral (
                select w.images[cardinality(w.images)] as image from worker w
                 where w.queue_id = q.id and w.images <> '{}' and w.last_seen > :seen
                 order by w.last_seen desc limit 1) last on true
             where q.deleted_at is null
               and (c.queue_id is null
                    or (c.state <> 'running'
                        and (c.started_at is null or c.started_at <= :before)))""")
        .param("seen", SqlTime.of(clock.instant().minus(FORSAKEN)))
        .param("before", SqlTime.of(clock.instant().minus(every)))
        .query((row, number) -> new Due(new QueueId(row.getLong("queue")), row.getString("image")))
        .list();
  }

  /** A queue and the image that was used there last. */
  record Due(QueueId queue, String image) {}

  Optional<Canary> find(QueueId queue) {
    return jdbc.sql("select * from canary where queue_id = :queue")
        .param("queue", queue.value())
        .query(JdbcCanaries::canary)
        .optional();
  }

  private static Canary canary(ResultSet row, int number) throws SQLException {
    return new Canary(
        new QueueId(row.getLong("queue_id")),
        new CompetitionId(row.getLong("competition_id")),
        new PhaseId(row.getLong("phase_id")),
        new AccountId(row.getLong("account_id")),
        new BlobId(row.getLong("blob_id")));
  }

  void insert(Canary canary) {
    jdbc.sql(
            """
            insert into canary (queue_id, competition_id, phase_id, account_id, blob_id, state)
            values (:queue, :competition, :phase, :account, :blob, 'good')""")
        .param("queue", canary.queue().value())
        .param("competition", canary.competition().value())
        .param("phase", canary.phase().value())
        .param("account", canary.account().value())
        .param("blob", canary.blob().value())
        .update();
  }

  /** Sends one in: charged to nobody, in an account of nobody's. */
  SubmissionId submit(Canary canary, String image) {
    jdbc.sql("update competition set docker_image = :image where id = :id")
        .param("image", image)
        .param("id", canary.competition().value())
        .update();
    var id =
        jdbc.sql(
                """
                insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state,
                                        counts_against_limits)
                values (nextval('submission_id'), :phase, :account, :blob, 'canary.zip', :now, 'running',
                        false) returning id""")
            .param("phase", canary.phase().value())
            .param("account", canary.account().value())
            .param("blob", canary.blob().value())
            .param("now", now())
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            update canary set submission_id = :submission, started_at = :now, state = 'running'
             where queue_id = :queue""")
        .param("submission", id)
        .param("now", now())
        .param("queue", canary.queue().value())
        .update();
    return new SubmissionId(id);
  }

  List<Running> running() {
    return jdbc.sql(
            """
            select c.queue_id, s.id, c.why <> '' as was_failing, c.started_at, s.state,
                   (select e.failure ->> 'message' from evaluation e
                     where e.submission_id = s.id and e.is_current) as failure,
                   (select e.state_since from evaluation e
                     where e.submission_id = s.id and e.is_current and e.state = 'leased') as leased_at,
                   exists (select 1 from worker w where w.queue_id = c.queue_id and w.gone_at is null
                              and w.last_seen > :alive) as any_worker
              from canary c join submission s on s.id = c.submission_id
             where c.state = 'running'""")
        .param("alive", SqlTime.of(clock.instant().minusSeconds(60)))
        .query(
            (row, number) ->
                new Running(
                    new QueueId(row.getLong("queue_id")),
                    new SubmissionId(row.getLong("id")),
                    row.getBoolean("was_failing"),
                    SqlTime.read(row, "started_at"),
                    row.getString("state"),
                    row.getString("failure"),
                    SqlTime.readNullable(row, "leased_at"),
                    row.getBoolean("any_worker")))
        .list();
  }

  void good(QueueId queue) {
    jdbc.sql("update canary set state = 'good', why = '', good_at = :now where queue_id = :queue")
        .param("now", now())
        .param("queue", queue.value())
        .update();
  }

  /** It counts as failing, and may come through yet. */
  void overdue(QueueId queue, String why) {
    jdbc.sql("update canary set why = :why where queue_id = :queue")
        .param("why", why)
        .param("queue", queue.value())
        .update();
  }

  void failed(QueueId queue, String why) {
    jdbc.sql("update canary set state = 'failed', why = :why where queue_id = :queue")
        .param("why", why)
        .param("queue", queue.value())
        .update();
  }

  /** Ended by somebody: what is known of the queue stays, and another try may follow. */
  void stopped(QueueId queue) {
    jdbc.sql(
            """
            update canary set state = case when why = '' then 'good' else 'failed' end
             where queue_id = :queue""")
        .param("queue", queue.value())
        .update();
  }

  /** The run of a queue's canary, if it is not over. */
  Optional<SubmissionId> open(QueueId queue) {
    return jdbc.sql(
            """
            select s.id from canary c join submission s on s.id = c.submission_id
             where c.queue_id = :queue and s.state not in ('finished', 'failed', 'cancelled')""")
        .param("queue", queue.value())
        .query((row, number) -> new SubmissionId(row.getLong(1)))
        .optional();
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

  private Object now() {
    return SqlTime.of(clock.instant());
  }
}

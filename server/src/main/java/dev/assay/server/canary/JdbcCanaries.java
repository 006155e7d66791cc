package dev.assay.server.canary;

import dev.assay.contract.Cause;
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
  private static final Duration ALIVE = Duration.ofMinutes(1);
  private static final int GUESSES_REST = 24;

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
   * @param isGuess whether nothing showed that the queue's workers have its image
   * @param cause of its failure
   */
  record Running(
      QueueId queue,
      SubmissionId submission,
      boolean wasFailing,
      boolean isGuess,
      Instant startedAt,
      String submissionState,
      @Nullable Cause cause,
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
   * Queues that are to be tried now, with an image that their workers have: the one that was used
   * there last, if one was within {@link #FORSAKEN}. Where nothing ran it is a guess: the image
   * that a competition there names, for a worker that is there. A guess that said nothing is made
   * again only after {@link #GUESSES_REST} times as long. One that is overdue is not followed by
   * others: where no worker comes they would only pile up.
   */
  List<Due> due(Duration every) {
    var now = clock.instant();
    return jdbc.sql(
            """
            select q.id as queue, coalesce(used.image, named.image) as image,
                   used.image is null as is_guess
              from queue q
              left join canary c on c.queue_id = q.id
              left join lateral (
                select w.images[cardinality(w.images)] as image from worker w
                 where w.queue_id = q.id and w.images <> '{}' and w.last_seen > :seen
                 order by w.last_seen desc limit 1) used on true
              left join lateral (
                select o.docker_image as image from competition o
                 where o.is_published and o.competition_type <> 'canary'
                   and exists (select 1 from phase p
                                where p.competition_id = o.id
                                  and coalesce(p.queue_id, o.queue_id,
                                               (select id from queue where is_default)) = q.id)
                   and exists (select 1 from worker w
                                where w.queue_id = q.id and w.gone_at is null
                                  and w.last_seen > :alive)
                 order by o.id desc limit 1) named on true
             where q.deleted_at is null and coalesce(used.image, named.image) is not null
               and (c.queue_id is null
                    or (c.state <> 'running'
                        and (c.started_at is null
                             or c.started_at <= case when used.image is null and c.unproven <> ''
                                                     then :longBefore else :before end)))""")
        .param("seen", SqlTime.of(now.minus(FORSAKEN)))
        .param("alive", SqlTime.of(now.minus(ALIVE)))
        .param("before", SqlTime.of(now.minus(every)))
        .param("longBefore", SqlTime.of(now.minus(every.multipliedBy(GUESSES_REST))))
        .query(
            (row, number) ->
                new Due(
                    new QueueId(row.getLong("queue")),
                    row.getString("image"),
                    row.getBoolean("is_guess")))
        .list();
  }

  /**
   * A queue and the image to try it with.
   *
   * @param isGuess whether nothing showed yet that its workers have the image
   */
  record Due(QueueId queue, String image, boolean isGuess) {}

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
  SubmissionId submit(Canary canary, Due due) {
    jdbc.sql("update competition set docker_image = :image where id = :id")
        .param("image", due.image())
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
            update canary set submission_id = :submission, started_at = :now, state = 'running',
                              image = :image, is_guess = :guess, unproven = ''
             where queue_id = :queue""")
        .param("image", due.image())
        .param("guess", due.isGuess())
        .param("submission", id)
        .param("now", now())
        .param("queue", canary.queue().value())
        .update();
    return new SubmissionId(id);
  }

  List<Running> running() {
    return jdbc.sql(
            """
            select c.queue_id, s.id, c.why <> '' as was_failing, c.is_guess, c.started_at, s.state,
                   e.failure ->> 'message' as failure, e.failure ->> 'cause' as cause,
                   case when e.state = 'leased' then e.state_since end as leased_at,
                   exists (select 1 from worker w where w.queue_id = c.queue_id and w.gone_at is null
                              and w.last_seen > :alive) as any_worker
              from canary c
              join submission s on s.id = c.submission_id
              left join evaluation e on e.submission_id = s.id and e.is_current
             where c.state = 'running'""")
        .param("alive", SqlTime.of(clock.instant().minus(ALIVE)))
        .query(
            (row, number) ->
                new Running(
                    new QueueId(row.getLong("queue_id")),
                    new SubmissionId(row.getLong("id")),
                    row.getBoolean("was_failing"),
                    row.getBoolean("is_guess"),
                    SqlTime.read(row, "started_at"),
                    row.getString("state"),
                    cause(row.getString("cause")),
                    row.getString("failure"),
                    SqlTime.readNullable(row, "leased_at"),
                    row.getBoolean("any_worker")))
        .list();
  }

  private static @Nullable Cause cause(@Nullable String name) {
    return name == null ? null : Cause.valueOf(name);
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

  /** A guess that could not tell anything of the queue. */
  void unproven(QueueId queue, String why) {
    jdbc.sql("update canary set state = 'good', unproven = :why where queue_id = :queue")
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

  private Object now() {
    return SqlTime.of(clock.instant());
  }
}

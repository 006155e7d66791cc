package dev.assay.server.runs;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskVersionId;
import dev.assay.server.queues.QueueLockedOut;
import dev.assay.server.scheduling.Outlook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The rows of {@code offer}. */
@Component
final class JdbcOffers implements Offers {
  private static final String SELECT =
      """
      select o.*, e.submission_id, e.task_version_id, e.predictions, s.account_id, s.phase_id, s.blob_id
        from offer o
        join evaluation e on e.id = o.evaluation_id
        join submission s on s.id = e.submission_id
      """;

  /** How many of those who have as much under way as they may are looked past. */
  private static final int PASSED_BY = 50;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Wakeups wakeups;
  private final Outlook outlook;
  private final TransactionOperations transactions;

  JdbcOffers(
      JdbcClient jdbc,
      Clock clock,
      Wakeups wakeups,
      Outlook outlook,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.outlook = outlook;
    this.clock = clock;
    this.wakeups = wakeups;
    this.transactions = transactions;
  }

  @Override
  public List<Offer> fill(QueueId queue, int wanted) {
    return transactions.execute(
        status -> {
          if (!isAlone(queue)) {
            return List.<Offer>of();
          }
          int missing = wanted - countOpen(queue);
          return missing <= 0 ? List.<Offer>of() : insert(queue, wanted, missing);
        });
  }

  private boolean isAlone(QueueId queue) {
    return jdbc.sql(
            "select pg_try_advisory_xact_lock(hashtextextended('offers of queue ' || :id, 0))")
        .param("id", queue.value())
        .query(Boolean.class)
        .single();
  }

  private int countOpen(QueueId queue) {
    return jdbc.sql(
            """
            select count(*) from offer
             where queue_id = :queue and attempt_id is null and closed_at is null""")
        .param("queue", queue.value())
        .query(Integer.class)
        .single();
  }

  /** Scoring first: its predictions were waited for already. Then in the order of the queue. */
  private List<Offer> insert(QueueId queue, int wanted, int missing) {
    var wants = new LinkedHashSet<>(toScore(queue, wanted));
    wants.addAll(outlook.next(queue, wanted + missing + PASSED_BY));
    var made = new ArrayList<Long>();
    for (var evaluation : wants) {
      if (made.size() < missing) {
        insert(evaluation).ifPresent(made::add);
      }
    }
    return made.isEmpty()
        ? List.of()
        : jdbc.sql(SELECT + "where o.id in (:ids) order by o.id")
            .param("ids", made)
            .query(JdbcOffers::offer)
            .list();
  }

  private List<EvaluationId> toScore(QueueId queue, int most) {
    return jdbc.sql(
            """
            select id from evaluation
             where queue_id = :queue and state = 'queued' and predictions is not null and kind = 'live'
             order by place limit :most""")
        .param("queue", queue.value())
        .param("most", most)
        .query((row, number) -> new EvaluationId(row.getLong("id")))
        .list();
  }

  /**
   * Unless its participant has as much under way and on offer as the queue or the competition
   * allows: whoever took the message would be refused. Scoring ends what is under way.
   */
  private Optional<Long> insert(EvaluationId evaluation) {
    return jdbc.sql(
            """
            insert into offer (queue_id, evaluation_id, secret, task, is_scoring, made_at)
            select e.queue_id, e.id, gen_random_uuid(), gen_random_uuid(),
                   e.predictions is not null, :now
              from evaluation e
              join submission s on s.id = e.submission_id
              join phase p on p.id = s.phase_id
              join competition c on c.id = p.competition_id
              join queue q on q.id = e.queue_id
             where e.id = :id and e.state = 'queued'
               and (e.predictions is not null
                    or ((q.parallel_limit is null or q.parallel_limit > %s)
                        and (c.parallel_limit is null or c.parallel_limit > %s)))
            on conflict do nothing
            returning id"""
                .formatted(underWay("queue_id = q.id"), underWay("competition_id = c.id")))
        .param("now", now())
        .param("id", evaluation.value())
        .query(Long.class)
        .optional();
  }

  /** How much the participant {@code s} has running and on offer there. */
  private static String underWay(String there) {
    return """
    (select coalesce(sum(r.running), 0) from share r
       join competition_share cs on cs.id = r.competition_share_id
      where r.account_id = s.account_id and r.running > 0 and cs.%1$s)
    + (select count(*) from offer o
         join evaluation oe on oe.id = o.evaluation_id
         join share r on r.id = oe.share_id
         join competition_share cs on cs.id = r.competition_share_id
        where o.attempt_id is null and o.closed_at is null and not o.is_scoring
          and r.account_id = s.account_id and cs.%1$s)"""
        .formatted(there);
  }

  @Override
  public void published(OfferId offer) {
    jdbc.sql("update offer set published_at = :now where id = :id")
        .param("now", now())
        .param("id", offer.value())
        .update();
  }

  @Override
  public void close(OfferId offer) {
    jdbc.sql("update offer set closed_at = :now where id = :id and closed_at is null")
        .param("now", now())
        .param("id", offer.value())
        .update();
  }

  @Override
  public List<Offer> open(QueueId queue) {
    jdbc.sql(
            """
            update offer o set closed_at = :now
              from evaluation e
             where e.id = o.evaluation_id and o.queue_id = :queue
               and o.attempt_id is null and o.closed_at is null
               and (e.state <> 'queued' or e.queue_id <> o.queue_id
                    or (e.predictions is not null) <> o.is_scoring)""")
        .param("now", now())
        .param("queue", queue.value())
        .update();
    return jdbc.sql(
            SELECT
                + """
                where o.queue_id = :queue and o.attempt_id is null and o.closed_at is null
                order by o.id""")
        .param("queue", queue.value())
        .query(JdbcOffers::offer)
        .list();
  }

  /** What was offered to those who are locked out is offered anew to the others. */
  @EventListener
  void lockedOut(QueueLockedOut event) {
    closeAll(event.queue());
  }

  private void closeAll(QueueId queue) {
    jdbc.sql(
            """
            update offer set closed_at = :now
             where queue_id = :queue and attempt_id is null and closed_at is null""")
        .param("now", now())
        .param("queue", queue.value())
        .update();
  }

  @Override
  public Optional<Offer> find(UUID secret) {
    return jdbc.sql(SELECT + "where o.secret = :secret")
        .param("secret", secret)
        .query(JdbcOffers::offer)
        .optional();
  }

  /** By its secret, if it is open and its evaluation still waits. */
  Optional<OfferId> findWanted(UUID secret) {
    return jdbc.sql(
            """
            select o.id from offer o join evaluation e on e.id = o.evaluation_id
             where o.secret = :secret and o.attempt_id is null and o.closed_at is null
               and e.state = 'queued'""")
        .param("secret", secret)
        .query(Long.class)
        .optional()
        .map(OfferId::new);
  }

  /** Locked for the caller's transaction, so that of two workers with one message one goes on. */
  Optional<Offer> lock(UUID secret) {
    return jdbc.sql(SELECT + "where o.secret = :secret for update of o")
        .param("secret", secret)
        .query(JdbcOffers::offer)
        .optional();
  }

  /** Whoever took it sends no heartbeats. */
  void takenByForeigner(OfferId offer) {
    jdbc.sql("update offer set is_foreign = true where id = :id")
        .param("id", offer.value())
        .update();
  }

  /** The worker began this attempt with it. */
  void used(OfferId offer, AttemptId attempt) {
    jdbc.sql(
            """
            update offer set attempt_id = :attempt, closed_at = coalesce(closed_at, :now)
             where id = :id and attempt_id is null
            returning queue_id""")
        .param("attempt", attempt.value())
        .param("now", now())
        .param("id", offer.value())
        .query(Long.class)
        .optional()
        .ifPresent(queue -> wakeups.offerTaken(new QueueId(queue)));
  }

  @Override
  public void forget(Instant before) {
    jdbc.sql("delete from offer where closed_at < :before and attempt_id is null")
        .param("before", SqlTime.of(before))
        .update();
  }

  @Override
  public void onWork(Consumer<QueueId> listener) {
    wakeups.onWork(listener);
  }

  private static Offer offer(ResultSet row, int number) throws SQLException {
    return new Offer(
        new OfferId(row.getLong("id")),
        new QueueId(row.getLong("queue_id")),
        row.getObject("secret", UUID.class),
        row.getObject("task", UUID.class),
        row.getBoolean("is_scoring"),
        new EvaluationId(row.getLong("evaluation_id")),
        new SubmissionId(row.getLong("submission_id")),
        new AccountId(row.getLong("account_id")),
        new PhaseId(row.getLong("phase_id")),
        new TaskVersionId(row.getLong("task_version_id")),
        new BlobId(row.getLong("blob_id")),
        blob(row),
        SqlTime.read(row, "made_at"),
        SqlTime.readNullable(row, "published_at"),
        attempt(row),
        SqlTime.readNullable(row, "closed_at") != null);
  }

  private static @Nullable BlobId blob(ResultSet row) throws SQLException {
    var id = row.getObject("predictions", Long.class);
    return id == null ? null : new BlobId(id);
  }

  private static @Nullable AttemptId attempt(ResultSet row) throws SQLException {
    var id = row.getObject("attempt_id", Long.class);
    return id == null ? null : new AttemptId(id);
  }

  private Object now() {
    return SqlTime.of(clock.instant());
  }
}

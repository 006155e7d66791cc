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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
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

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Wakeups wakeups;
  private final OfferChoice choice;
  private final TransactionOperations transactions;

  JdbcOffers(
      JdbcClient jdbc,
      Clock clock,
      Wakeups wakeups,
      OfferChoice choice,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.choice = choice;
    this.clock = clock;
    this.wakeups = wakeups;
    this.transactions = transactions;
  }

  @Override
  public List<Offer> fill(QueueId queue, int wanted) {
    return transactions.execute(status -> found(choice.fill(queue, wanted)));
  }

  private List<Offer> found(List<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(SELECT + "where o.id in (:ids) order by o.id")
            .param("ids", ids)
            .query(JdbcOffers::offer)
            .list();
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

  @Override
  public Optional<Offer> findTask(QueueId queue, UUID celeryTask) {
    return jdbc.sql(SELECT + "where o.task = :task and o.queue_id = :queue")
        .param("task", celeryTask)
        .param("queue", queue.value())
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

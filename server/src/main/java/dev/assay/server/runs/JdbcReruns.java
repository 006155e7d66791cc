package dev.assay.server.runs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
final class JdbcReruns implements Reruns {
  private static final String SELECT =
      """
      select r.*,
             count(e.id) filter (where e.state in ('queued', 'paused', 'leased')) as open,
             count(e.id) filter (where e.state = 'scored') as scored,
             count(e.id) filter (where e.state = 'failed') as failed,
             count(e.id) filter (where e.state = 'cancelled') as cancelled
        from rerun r left join evaluation e on e.rerun_id = r.id
      """;

  private final JdbcClient jdbc;
  private final JdbcGenerations generations;
  private final JdbcEvaluations evaluations;
  private final EvaluationEnds ends;
  private final SchedulerClient scheduler;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final TransactionOperations transactions;

  JdbcReruns(
      JdbcClient jdbc,
      JdbcGenerations generations,
      JdbcEvaluations evaluations,
      EvaluationEnds ends,
      SchedulerClient scheduler,
      ApplicationEventPublisher events,
      Clock clock,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.generations = generations;
    this.evaluations = evaluations;
    this.ends = ends;
    this.scheduler = scheduler;
    this.events = events;
    this.clock = clock;
    this.transactions = transactions;
  }

  @Override
  public RerunId ask(AccountId by, PhaseId phase, Wish wish) {
    return transactions.execute(
        status -> {
          var id = insert(by, phase, wish);
          scheduler.scheduleIfNotExists(RerunTask.instance(id), clock.instant());
          return id;
        });
  }

  private RerunId insert(AccountId by, PhaseId phase, Wish wish) {
    var chosen = wish.chosen().stream().map(SubmissionId::value).toArray(Long[]::new);
    return new RerunId(
        jdbc.sql(
                """
                insert into rerun (phase_id, kind, newest, chosen, asked_by, asked_at, reason, state)
                values (:phase, :kind, :newest, case when :all then null else :chosen::bigint[] end,
                        :by, :now, :reason, 'queueing') returning id""")
            .param("phase", phase.value())
            .param("kind", wish.kind().name().toLowerCase(Locale.ROOT))
            .param("newest", wish.newest())
            .param("all", wish.chosen().isEmpty())
            .param("chosen", chosen)
            .param("by", by.value())
            .param("now", SqlTime.of(clock.instant()))
            .param("reason", wish.reason())
            .query(Long.class)
            .single());
  }

  @Override
  public Optional<Rerun> find(RerunId id) {
    return jdbc.sql(SELECT + "where r.id = :id group by r.id")
        .param("id", id.value())
        .query(JdbcReruns::rerun)
        .optional();
  }

  @Override
  public List<Rerun> of(PhaseId phase) {
    return jdbc.sql(SELECT + "where r.phase_id = :phase group by r.id order by r.id desc limit 50")
        .param("phase", phase.value())
        .query(JdbcReruns::rerun)
        .list();
  }

  private static Rerun rerun(ResultSet row, int number) throws SQLException {
    return new Rerun(
        new RerunId(row.getLong("id")),
        new PhaseId(row.getLong("phase_id")),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getBoolean("newest"),
        row.getArray("chosen") == null,
        new AccountId(row.getLong("asked_by")),
        SqlTime.read(row, "asked_at"),
        row.getString("reason"),
        stage(row),
        row.getInt("open"),
        row.getInt("scored"),
        row.getInt("failed"),
        row.getInt("cancelled"),
        row.getInt("skipped"),
        SqlTime.readNullable(row, "decided_at"));
  }

  private static Stage stage(ResultSet row) throws SQLException {
    return switch (row.getString("state")) {
      case "queueing" -> Stage.QUEUEING;
      case "applied" -> Stage.APPLIED;
      case "dropped" -> Stage.DROPPED;
      default -> row.getInt("open") > 0 ? Stage.RUNNING : Stage.ENDED;
    };
  }

  @Override
  public List<FailedAgain> failures(RerunId id, int most) {
    return jdbc.sql(
            """
            select e.id, e.submission_id, t.name, e.failure ->> 'message' as message
              from evaluation e join task t on t.id = e.task_id
             where e.rerun_id = :rerun and e.state = 'failed'
             order by e.submission_id, e.id limit :most""")
        .param("rerun", id.value())
        .param("most", most)
        .query(
            (row, number) ->
                new FailedAgain(
                    new EvaluationId(row.getLong("id")),
                    new SubmissionId(row.getLong("submission_id")),
                    row.getString("name"),
                    String.valueOf(row.getString("message"))))
        .list();
  }

  @Override
  public boolean apply(AccountId by, RerunId id) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              lock(id);
              var rerun = find(id).orElse(null);
              if (rerun == null || !rerun.mayBeApplied()) {
                return false;
              }
              decide(by, id, "applied");
              var changed = generations.applyShadows(id);
              events.publishEvent(new ResultsReplaced(rerun.phase(), changed));
              return true;
            }));
  }

  @Override
  public boolean drop(AccountId by, RerunId id) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              lock(id);
              var rerun = find(id).orElse(null);
              if (rerun == null || !rerun.mayBeDropped()) {
                return false;
              }
              decide(by, id, "dropped");
              generations.lockOpen(id).forEach(this::cancel);
              return true;
            }));
  }

  private void cancel(JdbcEvaluations.Open open) {
    evaluations.askToCancel(open.id());
    if (open.state() != EvaluationState.LEASED) {
      ends.cancelled(new EvaluationEnds.Of(open.id(), open.submission(), open.phase()));
    }
  }

  /** Whoever queues its evaluations holds the same lock: none is added behind a decision. */
  private void lock(RerunId id) {
    jdbc.sql("select id from rerun where id = :id for update")
        .param("id", id.value())
        .query(Long.class)
        .optional();
  }

  private void decide(AccountId by, RerunId id, String state) {
    jdbc.sql(
            """
            update rerun set state = :state, decided_by = :by, decided_at = :now where id = :id""")
        .param("state", state)
        .param("by", by.value())
        .param("now", SqlTime.of(clock.instant()))
        .param("id", id.value())
        .update();
  }
}

package dev.assay.server.runs;

import dev.assay.contract.Failure;
import dev.assay.contract.Json;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.tasks.TaskVersion;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code evaluation} and {@code score}. Callers bring the transaction. */
@Component
final class JdbcEvaluations {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcEvaluations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One not yet final, locked. */
  record Open(EvaluationId id, EvaluationState state, PhaseId phase, SubmissionId submission) {}

  /**
   * A submission's only evaluation shares its id; of several each draws its own. In a phase whose
   * scoring is paused it waits for the end of that first, unless organisers try the competition.
   */
  void queue(SubmissionId submission, TaskVersion task, QueueId queue, boolean isOnly) {
    jdbc.sql(
            """
            insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                    queue_id, place, state, state_since)
            values (case when :only then :submission else nextval('submission_id') end,
                    :submission, :task, :version, 'live', true,
                    :queue, nextval('evaluation_place'),
                    case when exists (
                      select 1 from scoring_pause p join submission s on s.phase_id = p.phase_id
                       where s.id = :submission and s.trial_id is null and p.ended_at is null)
                    then 'paused' else 'queued' end, :now)""")
        .param("only", isOnly)
        .param("submission", submission.value())
        .param("task", task.task().value())
        .param("version", task.id().value())
        .param("queue", queue.value())
        .param("now", now())
        .update();
  }

  /**
   * Locks all current ones that are not final in one go, so that two who end them do not wait
   * crosswise.
   */
  List<Open> lockOpen(SubmissionId submission) {
    return jdbc.sql(
            """
            select e.id, e.state, s.phase_id
              from evaluation e join submission s on s.id = e.submission_id
             where e.submission_id = :submission and e.is_current
               and e.state in ('queued', 'paused', 'leased')
             order by e.id for update of e""")
        .param("submission", submission.value())
        .query(
            (row, number) ->
                new Open(
                    new EvaluationId(row.getLong("id")),
                    EvaluationState.ofSql(row.getString("state")),
                    new PhaseId(row.getLong("phase_id")),
                    submission))
        .list();
  }

  void askToCancel(EvaluationId evaluation) {
    jdbc.sql(
            """
            update evaluation set cancel_asked_at = coalesce(cancel_asked_at, :now)
             where id = :id and state in ('queued', 'paused', 'leased')""")
        .param("now", now())
        .param("id", evaluation.value())
        .update();
  }

  /**
   * @return whether it was not final before
   */
  boolean end(
      EvaluationId evaluation,
      EvaluationState state,
      @Nullable Failure failure,
      List<String> warnings) {
    return jdbc.sql(
                """
                update evaluation
                   set state = :state, state_since = :now, ended_at = :now,
                       failure = cast(:failure as jsonb), warnings = cast(:warnings as jsonb)
                 where id = :id and state in ('queued', 'paused', 'leased')""")
            .param("state", state.sql())
            .param("now", now())
            .param("failure", failure == null ? null : Json.MAPPER.writeValueAsString(failure))
            .param("warnings", Json.MAPPER.writeValueAsString(warnings))
            .param("id", evaluation.value())
            .update()
        == 1;
  }

  PhaseId phaseOf(SubmissionId submission) {
    return new PhaseId(
        jdbc.sql("select phase_id from submission where id = :id")
            .param("id", submission.value())
            .query(Long.class)
            .single());
  }

  /** What waits in this phase goes on waiting in another queue. */
  void move(PhaseId phase, QueueId queue) {
    jdbc.sql(
            """
            update evaluation e set queue_id = :queue
              from submission s
             where s.id = e.submission_id and s.phase_id = :phase and e.ended_at is null
               and e.state <> 'leased' and e.queue_id <> :queue""")
        .param("queue", queue.value())
        .param("phase", phase.value())
        .update();
  }

  /** From here on it is only to be scored: its next attempt never predicts again. */
  void keepPredictions(EvaluationId evaluation, BlobId predictions) {
    jdbc.sql("update evaluation set predictions = :blob where id = :id")
        .param("blob", predictions.value())
        .param("id", evaluation.value())
        .update();
  }

  /** At its old place, since that row is never touched. */
  void queueAgain(EvaluationId evaluation, boolean counts) {
    jdbc.sql(
            """
            update evaluation e
               set state = case when e.kind = 'live' and exists (
                             select 1 from scoring_pause p join submission s on s.phase_id = p.phase_id
                              where s.id = e.submission_id and s.trial_id is null
                                and p.ended_at is null)
                           then 'paused' else 'queued' end,
                   state_since = :now, attempts = attempts + :counted
             where id = :id and state = 'leased'""")
        .param("now", now())
        .param("counted", counts ? 1 : 0)
        .param("id", evaluation.value())
        .update();
  }

  /** A second report replaces, never adds. */
  void replaceScores(EvaluationId evaluation, Map<String, BigDecimal> scores) {
    jdbc.sql("delete from score where evaluation_id = :id")
        .param("id", evaluation.value())
        .update();
    scores.forEach(
        (key, value) ->
            jdbc.sql(
                    """
                    insert into score (evaluation_id, column_key, value)
                    values (:id, :key, :value)""")
                .param("id", evaluation.value())
                .param("key", key)
                .param("value", value)
                .update());
  }

  /** Keys of the columns that the scoring program is to fill, in order. */
  List<String> columnsToFill(PhaseId phase) {
    return jdbc.sql(
            """
            select c.key from leaderboard_column c join phase p on p.leaderboard_id = c.leaderboard_id
             where p.id = :phase and c.computation is null order by c.index""")
        .param("phase", phase.value())
        .query(String.class)
        .list();
  }

  /** Those of the queues in which something waits. */
  List<QueueId> withWork(Collection<QueueId> queues) {
    return jdbc
        .sql(
            """
            select q.id from queue q
             where q.id in (:queues)
               and exists (select 1 from competition_share s where s.queue_id = q.id and s.active)""")
        .param("queues", queues.stream().map(QueueId::value).toList())
        .query(Long.class)
        .list()
        .stream()
        .map(QueueId::new)
        .toList();
  }

  private Object now() {
    return SqlTime.of(clock.instant());
  }
}

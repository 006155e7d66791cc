package dev.assay.server.runs;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskVersionId;
import dev.assay.server.tasks.TaskVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which generation of an evaluation counts. Of each submission and task exactly one does, and it is
 * never taken away without another in its place. Callers bring the transaction.
 */
@Component
final class JdbcGenerations {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcGenerations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What the end of an evaluation means for which one counts: a re-run's score takes the place of
   * the one before, a cancelled re-run gives way to it.
   *
   * @return whether what counts may have changed; it has not where a generation ended beside it
   */
  boolean settle(EvaluationId id, EvaluationState end) {
    var one =
        jdbc.sql("select kind, is_current from evaluation where id = :id")
            .param("id", id.value())
            .query(Standing.class)
            .single();
    if (!one.kind().equals("rerun")) {
      return one.isCurrent();
    }
    if (one.isCurrent()) {
      if (end == EvaluationState.CANCELLED) {
        restoreBefore(id);
      }
      return true;
    }
    return end == EvaluationState.SCORED && promote(id);
  }

  private record Standing(String kind, boolean isCurrent) {}

  private boolean promote(EvaluationId id) {
    var replaced =
        jdbc.sql(
                """
                update evaluation old set is_current = false
                  from evaluation one
                 where one.id = :id and old.submission_id = one.submission_id
                   and old.task_id = one.task_id and old.is_current
                   and old.generation < one.generation""")
            .param("id", id.value())
            .update();
    return replaced == 1 && makeCurrent(id);
  }

  private boolean makeCurrent(EvaluationId id) {
    return jdbc.sql("update evaluation set is_current = true where id = :id")
            .param("id", id.value())
            .update()
        == 1;
  }

  private void restoreBefore(EvaluationId id) {
    var before =
        jdbc.sql(
                """
                select old.id from evaluation old join evaluation one
                  on old.submission_id = one.submission_id and old.task_id = one.task_id
                 where one.id = :id and old.generation < one.generation
                   and old.state in ('scored', 'failed', 'cancelled') and old.kind <> 'shadow'
                 order by old.generation desc limit 1""")
            .param("id", id.value())
            .query(Long.class)
            .optional();
    before.ifPresent(
        old -> {
          jdbc.sql("update evaluation set is_current = false where id = :id")
              .param("id", id.value())
              .update();
          makeCurrent(new EvaluationId(old));
        });
  }

  /** What there is of a submission and task to be done again. */
  record Present(TaskVersionId version, Optional<Long> predictions, boolean isFinal) {}

  Optional<Present> present(SubmissionId submission, TaskVersion task) {
    return jdbc.sql(
            """
            select task_version_id, predictions, state from evaluation
             where submission_id = :submission and task_id = :task and is_current
               for update""")
        .param("submission", submission.value())
        .param("task", task.task().value())
        .query(
            (row, number) ->
                new Present(
                    new TaskVersionId(row.getLong("task_version_id")),
                    Optional.ofNullable(row.getObject("predictions", Long.class)),
                    EvaluationState.ofSql(row.getString("state")).isFinal()))
        .optional();
  }

  /**
   * Queues one more generation beside those there are, once for each re-run.
   *
   * @param predictions to score; without, the prediction runs again
   */
  void add(
      RerunId rerun,
      SubmissionId submission,
      TaskVersion task,
      QueueId queue,
      Optional<Long> predictions) {
    jdbc.sql(
            """
            insert into evaluation (id, submission_id, task_id, task_version_id, generation, kind,
                                    is_current, queue_id, priority, place, state, state_since,
                                    predictions, rerun_id)
            select nextval('submission_id'), :submission, :task, :version,
                   coalesce(max(generation), 0) + 1, :kind, false, :queue, :priority,
                   nextval('evaluation_place'), 'queued', :now, :predictions, :rerun
              from evaluation where submission_id = :submission and task_id = :task
            on conflict (rerun_id, submission_id, task_id) where rerun_id is not null do nothing""")
        .param("submission", submission.value())
        .param("task", task.task().value())
        .param("version", task.id().value())
        .param("kind", predictions.isPresent() ? "shadow" : "rerun")
        .param("queue", queue.value())
        .param("priority", BEHIND_LIVE)
        .param("now", SqlTime.of(clock.instant()))
        .param("predictions", predictions.orElse(null), java.sql.Types.BIGINT)
        .param("rerun", rerun.value())
        .update();
  }

  private static final int BEHIND_LIVE = -10;

  /**
   * Lets a re-run stand for what never got a score, so that everybody sees it run.
   *
   * @return whether that changed anything
   */
  boolean reopen(RerunId rerun, SubmissionId submission, TaskVersion task) {
    var without =
        jdbc.sql(
                """
                update evaluation set is_current = false
                 where submission_id = :submission and task_id = :task and is_current
                   and state in ('failed', 'cancelled')""")
            .param("submission", submission.value())
            .param("task", task.task().value())
            .update();
    if (without == 0 && present(submission, task).isPresent()) {
      return false;
    }
    return jdbc.sql(
                """
                update evaluation set is_current = true
                 where rerun_id = :rerun and submission_id = :submission and task_id = :task
                   and state in ('queued', 'leased')""")
            .param("rerun", rerun.value())
            .param("submission", submission.value())
            .param("task", task.task().value())
            .update()
        == 1;
  }

  /**
   * Makes the scores of a re-score the ones that count, where nothing newer is under way.
   *
   * @return whose results are others now
   */
  List<SubmissionId> applyShadows(RerunId rerun) {
    jdbc.sql(
            """
            update evaluation old set is_current = false
              from evaluation one
             where one.rerun_id = :rerun and one.state = 'scored'
               and old.submission_id = one.submission_id and old.task_id = one.task_id
               and old.is_current and old.generation < one.generation
               and old.state in ('scored', 'failed', 'cancelled')""")
        .param("rerun", rerun.value())
        .update();
    return jdbc.sql(
            """
            with applied as (
              update evaluation one set is_current = true
               where one.rerun_id = :rerun and one.state = 'scored'
                 and not exists (
                       select 1 from evaluation other
                        where other.submission_id = one.submission_id
                          and other.task_id = one.task_id and other.is_current)
              returning one.submission_id)
            select distinct submission_id from applied order by 1""")
        .param("rerun", rerun.value())
        .query((row, number) -> new SubmissionId(row.getLong("submission_id")))
        .list();
  }

  /** Those of a re-run that are not final, locked. */
  List<JdbcEvaluations.Open> lockOpen(RerunId rerun) {
    return jdbc.sql(
            """
            select e.id, e.state, s.phase_id, e.submission_id
              from evaluation e join submission s on s.id = e.submission_id
             where e.rerun_id = :rerun and e.state in ('queued', 'paused', 'leased')
             order by e.id for update of e""")
        .param("rerun", rerun.value())
        .query(
            (row, number) ->
                new JdbcEvaluations.Open(
                    new EvaluationId(row.getLong("id")),
                    EvaluationState.ofSql(row.getString("state")),
                    new PhaseId(row.getLong("phase_id")),
                    new SubmissionId(row.getLong("submission_id"))))
        .list();
  }
}

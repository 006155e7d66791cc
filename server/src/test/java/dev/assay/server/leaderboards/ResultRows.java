package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.Rows.NewTask;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what boards are made of: submissions to one phase, their evaluations and scores. */
record ResultRows(JdbcClient jdbc, PhaseId phase, BlobId blob) {

  SubmissionId submission(Account account, Instant receivedAt) {
    return jdbc.sql(
            """
            insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
            values (nextval('submission_id'), :phase, :account, :blob, 'sub.zip', :at, 'finished')
            returning id""")
        .param("phase", phase.value())
        .param("account", account.id().value())
        .param("blob", blob.value())
        .param("at", receivedAt.atOffset(ZoneOffset.UTC))
        .query((row, _) -> new SubmissionId(row.getLong(1)))
        .single();
  }

  /** One that counts and has not ended. */
  void evaluation(SubmissionId of, NewTask task, int generation) {
    jdbc.sql(
            """
            insert into evaluation (id, submission_id, task_id, task_version_id, generation, kind,
                                    is_current, queue_id, place, state, state_since)
            values (nextval('submission_id'), :submission, :task, :version, :generation, 'live',
                    true, (select id from queue), 1, 'queued', now())""")
        .param("submission", of.value())
        .param("task", task.id().value())
        .param("version", task.version().value())
        .param("generation", generation)
        .update();
  }

  /** Ends the one that counts. */
  EvaluationId scored(SubmissionId of, NewTask task, Map<String, String> scores) {
    var evaluation = ended(of, task, "scored");
    scores.forEach(
        (column, value) ->
            jdbc.sql("insert into score values (:id, :column, cast(:value as numeric))")
                .param("id", evaluation.value())
                .param("column", column)
                .param("value", value)
                .update());
    return evaluation;
  }

  /** Ends the one that counts. */
  EvaluationId failed(SubmissionId of, NewTask task) {
    return ended(of, task, "failed");
  }

  private EvaluationId ended(SubmissionId of, NewTask task, String state) {
    return jdbc.sql(
            """
            update evaluation set state = :state
             where submission_id = :submission and task_id = :task and is_current returning id""")
        .param("state", state)
        .param("submission", of.value())
        .param("task", task.id().value())
        .query((row, _) -> new EvaluationId(row.getLong(1)))
        .single();
  }

  /** A newer generation, which has not ended, takes the place of the present one. */
  void supersede(SubmissionId of, NewTask task) {
    var generation =
        jdbc.sql(
                """
                update evaluation set is_current = false
                 where submission_id = :submission and task_id = :task and is_current
                returning generation""")
            .param("submission", of.value())
            .param("task", task.id().value())
            .query(Integer.class)
            .single();
    evaluation(of, task, generation + 1);
  }

  /** As if it had never been. */
  void delete(SubmissionId submission) {
    for (var sql :
        List.of(
            "delete from leaderboard_row where submission_id = :id",
            "delete from leaderboard_selection where submission_id = :id",
            "delete from leaderboard_improvement where submission_id = :id",
            "delete from score where evaluation_id in"
                + " (select id from evaluation where submission_id = :id)",
            "delete from evaluation where submission_id = :id",
            "delete from submission where id = :id")) {
      jdbc.sql(sql).param("id", submission.value()).update();
    }
  }
}

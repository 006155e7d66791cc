package dev.assay.server.competitions.changes;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.testing.Rows;
import java.math.BigDecimal;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submissions that were scored, without anything having run. */
record ScoredForTests(JdbcClient jdbc) {

  /** Submits to the phase of that name and scores it on the phase's tasks; on the board at once. */
  long submission(CompetitionId competition, String phase, Account by, String score) {
    var blob = new Rows(jdbc).blob("submission.zip");
    var id = number("select nextval('submission_id')");
    var phaseId =
        jdbc.sql("select id from phase where competition_id = :id and name = :name")
            .param("id", competition.value())
            .param("name", phase)
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
            values (:id, :phase, :account, :blob, 's.zip', now(), 'finished')
            """)
        .param("id", id)
        .param("phase", phaseId)
        .param("account", by.id().value())
        .param("blob", blob.value())
        .update();
    var queue = queue();
    for (var task :
        jdbc.sql("select task_id from phase_task where phase_id = :phase")
            .param("phase", phaseId)
            .query(Long.class)
            .list()) {
      evaluation(id, task, queue, score);
    }
    jdbc.sql(
            """
            insert into leaderboard_selection (phase_id, submission_id, account_id, selected_at)
            values (:phase, :id, :account, now())
            """)
        .param("phase", phaseId)
        .param("id", id)
        .param("account", by.id().value())
        .update();
    return id;
  }

  private void evaluation(long submission, long task, long queue, String score) {
    var id = number("select nextval('submission_id')");
    jdbc.sql(
            """
            insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                    queue_id, place, state, state_since, ended_at)
            select :id, :submission, :task, max(v.id), 'live', true, :queue,
                   nextval('evaluation_place'), 'scored', now(), now()
            from task_version v where v.task_id = :task
            """)
        .param("id", id)
        .param("submission", submission)
        .param("task", task)
        .param("queue", queue)
        .update();
    jdbc.sql("insert into score (evaluation_id, column_key, value) values (:id, 'score', :value)")
        .param("id", id)
        .param("value", new BigDecimal(score))
        .update();
  }

  private long queue() {
    return jdbc.sql("select id from queue limit 1")
        .query(Long.class)
        .optional()
        .orElseGet(
            () ->
                number(
                    """
                    insert into queue (key, name, created_at)
                    values (gen_random_uuid(), 'Test', now()) returning id
                    """));
  }

  private long number(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}

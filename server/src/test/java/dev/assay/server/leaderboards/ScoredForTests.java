package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.runs.EvaluationEnded;
import dev.assay.server.testing.TestSite;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Submissions on a running site whose results came in, without any worker. */
final class ScoredForTests {
  private final TestSite site;
  private final JdbcClient jdbc;

  ScoredForTests(TestSite site) {
    this.site = site;
    this.jdbc = site.bean(JdbcClient.class);
  }

  /** The phases of a competition, in order. */
  List<PhaseId> phases(String competitionPath) {
    return jdbc.sql("select id from phase where competition_id = :id order by position")
        .param("id", id(competitionPath))
        .query((row, _) -> new PhaseId(row.getLong(1)))
        .list();
  }

  static long id(String path) {
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }

  /** Whoever submits takes part. */
  void approve(String competitionPath, String username) {
    jdbc.sql(
            """
            insert into participant (competition_id, account_id, status, joined_at)
            values (:competition, :account, 'approved', now()) on conflict do nothing""")
        .param("competition", id(competitionPath))
        .param("account", account(username))
        .update();
  }

  private long account(String username) {
    return site.bean(Accounts.class).byUsername(username).orElseThrow().id().value();
  }

  /**
   * A submission with a result for each task of the phase.
   *
   * @param scores by column, one map for each task; an empty one stands for a failure
   */
  @SafeVarargs
  final SubmissionId submission(PhaseId phase, String username, Map<String, String>... scores) {
    var id = new SubmissionId(next());
    var blob = new Rows(jdbc).blob("sub.zip").value();
    site.bean(TransactionOperations.class)
        .executeWithoutResult(
            _ -> {
              insert(id, phase, username, blob);
              for (var task = 0; task < scores.length; task++) {
                evaluate(id, phase, task, scores[task]);
              }
              site.bean(BoardKeeping.class)
                  .on(new EvaluationEnded(new EvaluationId(id.value()), id, phase));
            });
    return id;
  }

  private long next() {
    return jdbc.sql("select nextval('submission_id')").query(Long.class).single();
  }

  private void insert(SubmissionId id, PhaseId phase, String username, long blob) {
    jdbc.sql(
            """
            insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
            values (:id, :phase, :account, :blob, 'sub.zip', now(), 'finished')""")
        .param("id", id.value())
        .param("phase", phase.value())
        .param("account", account(username))
        .param("blob", blob)
        .update();
  }

  private void evaluate(SubmissionId id, PhaseId phase, int task, Map<String, String> scores) {
    var evaluation = next();
    jdbc.sql(
            """
            insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                    queue_id, place, state, state_since)
            select :id, :submission, v.task_id, v.id, 'live', true, (select min(id) from queue), 1,
                   :state, now()
              from phase_task pt join task_version v on v.task_id = pt.task_id
             where pt.phase_id = :phase and pt.position = :task order by v.number desc limit 1""")
        .param("id", evaluation)
        .param("submission", id.value())
        .param("state", scores.isEmpty() ? "failed" : "scored")
        .param("phase", phase.value())
        .param("task", task)
        .update();
    scores.forEach(
        (column, value) ->
            jdbc.sql("insert into score values (:id, :column, :value)")
                .param("id", evaluation)
                .param("column", column)
                .param("value", new BigDecimal(value))
                .update());
  }

  /** The only evaluation of a submission, with a page that its scoring program wrote. */
  long withDetails(SubmissionId id, long blob) {
    var evaluation =
        jdbc.sql("select min(id) from evaluation where submission_id = :id")
            .param("id", id.value())
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into attempt (evaluation_id, number, kind, token, worker_name, state, leased_until,
                                 image, detailed_results, started_at)
            values (:evaluation, 1, 'SCORE', gen_random_uuid(), 'w', 'scored', now(), 'i', :blob, now())""")
        .param("evaluation", evaluation)
        .param("blob", blob)
        .update();
    return evaluation;
  }

  void update(String sql, long id) {
    jdbc.sql(sql).param("id", id).update();
  }
}

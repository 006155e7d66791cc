package dev.assay.server.runs;

import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.Json;
import dev.assay.contract.Step;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.queues.Workers;
import dev.assay.server.scheduling.Outlook;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcRunStates implements RunStates {
  private final JdbcClient jdbc;
  private final Outlook outlook;
  private final Workers workers;
  private final Watches watches;
  private final RunsSettings settings;

  JdbcRunStates(
      JdbcClient jdbc, Outlook outlook, Workers workers, Watches watches, RunsSettings settings) {
    this.jdbc = jdbc;
    this.outlook = outlook;
    this.workers = workers;
    this.watches = watches;
    this.settings = settings;
  }

  @Override
  public List<EvaluationStatus> of(SubmissionId submission) {
    var attempts = attempts(submission);
    var scores = scores(submission);
    return jdbc.sql(
            """
            select e.id, e.task_id, t.name, e.state, e.state_since, e.queue_id, p.execution_time_limit,
                   e.cancel_asked_at is not null and e.ended_at is null as cancel_asked,
                   e.failure::text, e.warnings::text
              from evaluation e
              join task t on t.id = e.task_id
              join submission s on s.id = e.submission_id
              join phase p on p.id = s.phase_id
              left join phase_task pt on pt.phase_id = p.id and pt.task_id = e.task_id
             where e.submission_id = :submission and e.is_current
             order by pt.position, e.id""")
        .param("submission", submission.value())
        .query(
            (row, number) -> {
              var id = new EvaluationId(row.getLong("id"));
              var waits = row.getString("state").equals("queued");
              return new EvaluationStatus(
                  id,
                  new TaskId(row.getLong("task_id")),
                  row.getString("name"),
                  row.getString("state"),
                  SqlTime.read(row, "state_since"),
                  waits ? outlook.ahead(id) : 0,
                  !waits || workers.anyLive(new QueueId(row.getLong("queue_id"))),
                  Duration.ofSeconds(row.getInt("execution_time_limit")),
                  row.getBoolean("cancel_asked"),
                  scores.getOrDefault(id, Map.of()),
                  failure(row),
                  List.of(Json.MAPPER.readValue(row.getString("warnings"), String[].class)),
                  attempts.getOrDefault(id, List.of()));
            })
        .list();
  }

  private Map<EvaluationId, Map<String, BigDecimal>> scores(SubmissionId submission) {
    var all = new HashMap<EvaluationId, Map<String, BigDecimal>>();
    jdbc.sql(
            """
            select s.evaluation_id, s.column_key, s.value
              from score s join evaluation e on e.id = s.evaluation_id
             where e.submission_id = :submission""")
        .param("submission", submission.value())
        .query(
            row -> {
              all.computeIfAbsent(
                      new EvaluationId(row.getLong("evaluation_id")), id -> new HashMap<>())
                  .put(row.getString("column_key"), row.getBigDecimal("value"));
            });
    return all;
  }

  private Map<EvaluationId, List<AttemptStatus>> attempts(SubmissionId submission) {
    var all = new HashMap<EvaluationId, List<AttemptStatus>>();
    jdbc.sql(
            """
            select a.*, a.steps::text as steps_json, a.failure::text as failure_json,
                   exists (select 1 from offer o where o.attempt_id = a.id and o.is_foreign) as is_foreign
              from attempt a join evaluation e on e.id = a.evaluation_id
             where e.submission_id = :submission
             order by a.evaluation_id, a.number""")
        .param("submission", submission.value())
        .query(
            row -> {
              all.computeIfAbsent(
                      new EvaluationId(row.getLong("evaluation_id")), id -> new ArrayList<>())
                  .add(attempt(row));
            });
    return all;
  }

  private static AttemptStatus attempt(ResultSet row) throws SQLException {
    var activity = row.getString("activity");
    var step = row.getString("step");
    var failure = row.getString("failure_json");
    return new AttemptStatus(
        new AttemptId(row.getLong("id")),
        row.getInt("number"),
        row.getString("state"),
        row.getString("worker_name"),
        row.getBoolean("is_foreign"),
        activity == null ? null : Heartbeat.Activity.valueOf(activity),
        step == null ? null : Step.valueOf(step),
        SqlTime.readNullable(row, "step_since"),
        row.getString("state").equals("active") ? SqlTime.read(row, "leased_until") : null,
        row.getString("image"),
        row.getString("image_used"),
        row.getString("image_digest"),
        SqlTime.read(row, "started_at"),
        SqlTime.readNullable(row, "ended_at"),
        List.of(Json.MAPPER.readValue(row.getString("steps_json"), StepReport[].class)),
        failure == null ? null : Json.MAPPER.readValue(failure, Failure.class),
        blob(row, "predictions"),
        blob(row, "scoring_output"),
        blob(row, "detailed_results"));
  }

  private static @Nullable BlobId blob(ResultSet row, String column) throws SQLException {
    var id = row.getObject(column, Long.class);
    return id == null ? null : new BlobId(id);
  }

  private static @Nullable Failure failure(ResultSet row) throws SQLException {
    var json = row.getString("failure");
    return json == null ? null : Json.MAPPER.readValue(json, Failure.class);
  }

  @Override
  public Changes changes(SubmissionId submission) {
    var watch = watches.openForStates(submission);
    return new Changes() {
      @Override
      public void await(Duration atMost) throws InterruptedException {
        watch.await(atMost.compareTo(settings.slowPoll()) < 0 ? atMost : settings.slowPoll());
      }

      @Override
      public void close() {
        watch.close();
      }
    };
  }
}

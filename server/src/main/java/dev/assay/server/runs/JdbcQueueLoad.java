package dev.assay.server.runs;

import dev.assay.contract.Heartbeat;
import dev.assay.contract.Step;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.queues.QueueLoad;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.scheduling.Outlook;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the queue pages what waits and what runs. */
@Component
final class JdbcQueueLoad implements QueueLoad {
  private final JdbcClient jdbc;
  private final Outlook outlook;
  private final SubmissionAccess access;

  JdbcQueueLoad(JdbcClient jdbc, Outlook outlook, SubmissionAccess access) {
    this.jdbc = jdbc;
    this.outlook = outlook;
    this.access = access;
  }

  @Override
  public int waiting(QueueId queue) {
    return outlook.waiting(queue);
  }

  @Override
  public List<Waiting> next(QueueId queue, @Nullable Account reader, int most) {
    return outlook.next(queue, most).stream()
        .flatMap(evaluation -> waiting(evaluation, reader).stream())
        .toList();
  }

  private Optional<Waiting> waiting(EvaluationId evaluation, @Nullable Account reader) {
    return jdbc.sql("select submission_id, state_since from evaluation where id = :id")
        .param("id", evaluation.value())
        .query(
            (row, number) -> {
              var submission = new SubmissionId(row.getLong("submission_id"));
              return new Waiting(
                  "#" + submission, url(reader, submission), SqlTime.read(row, "state_since"));
            })
        .optional();
  }

  @Override
  public List<Running> running(QueueId queue, @Nullable Account reader) {
    return jdbc.sql(
            """
            select a.worker_id, a.activity, a.step, coalesce(a.step_since, a.started_at) as since,
                   e.submission_id
              from attempt a join evaluation e on e.id = a.evaluation_id
             where a.state = 'active' and a.worker_id is not null and e.queue_id = :queue
             order by a.id""")
        .param("queue", queue.value())
        .query(
            (row, number) -> {
              var submission = new SubmissionId(row.getLong("submission_id"));
              return new Running(
                  new WorkerId(row.getLong("worker_id")),
                  "#" + submission,
                  url(reader, submission),
                  doing(row.getString("activity"), row.getString("step")),
                  SqlTime.read(row, "since"));
            })
        .list();
  }

  private static String doing(@Nullable String activity, @Nullable String step) {
    if (activity == null) {
      return "starting";
    }
    return switch (Heartbeat.Activity.valueOf(activity)) {
      case FETCHING -> "fetching";
      case PULLING_IMAGE -> "pulling the image";
      case STORING -> "storing";
      case RUNNING ->
          switch (Step.valueOf(Objects.requireNonNullElse(step, Step.PREDICT.name()))) {
            case PREDICT -> "prediction";
            case SCORE -> "scoring";
          };
    };
  }

  @Override
  public List<Wait> waits(QueueId queue, int most) {
    return jdbc.sql(
            """
            select started_at, received_at
              from (select a.started_at, s.received_at
                      from attempt a
                      join evaluation e on e.id = a.evaluation_id
                      join submission s on s.id = e.submission_id
                     where e.queue_id = :queue and a.number = 1 and e.kind = 'live'
                     order by a.id desc limit :most) as last
             order by started_at""")
        .param("queue", queue.value())
        .param("most", most)
        .query(
            (row, number) -> {
              var started = SqlTime.read(row, "started_at");
              var waited = Duration.between(SqlTime.read(row, "received_at"), started);
              return new Wait(started, waited.isNegative() ? Duration.ZERO : waited);
            })
        .list();
  }

  private @Nullable String url(@Nullable Account reader, SubmissionId submission) {
    return reader != null && access.maySee(reader, submission)
        ? "/submissions/" + submission
        : null;
  }
}

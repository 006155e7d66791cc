package dev.assay.server.runs;

import dev.assay.contract.RunOrder;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskVersionId;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.scheduling.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands the evaluation whose turn it is to a worker. */
@Component
final class JdbcClaims {
  /** Four times as long after each further failure. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final JdbcClient jdbc;
  private final Line line;
  private final Clock clock;

  JdbcClaims(JdbcClient jdbc, Line line, Clock clock) {
    this.jdbc = jdbc;
    this.line = line;
    this.clock = clock;
  }

  /** A waiting evaluation, locked by the present transaction. */
  private record First(
      EvaluationId evaluation,
      SubmissionId submission,
      PhaseId phase,
      TaskVersionId task,
      BlobId submitted,
      @Nullable BlobId predictions,
      String image,
      int gpus) {}

  /**
   * Takes the one whose turn it is for this worker, in the caller's transaction. What the same
   * worker just failed at by its own fault is left to others for {@link #FIRST_PAUSE}, and longer
   * after each further failure.
   *
   * @param lease until the worker's first heartbeat
   */
  Optional<Claimed> claim(QueueId queue, WorkerId worker, String workerName, Duration lease) {
    return line.next(queue, worker, FIRST_PAUSE)
        .map(turn -> lease(read(turn.evaluation()), turn.charge(), worker, workerName, lease));
  }

  /** Takes the one that was offered, if it still waits, in the caller's transaction. */
  Optional<Claimed> claim(Offer offer, WorkerId worker, String workerName, Duration lease) {
    return line.take(offer.queue(), offer.evaluation())
        .map(turn -> lease(read(turn.evaluation()), turn.charge(), worker, workerName, lease));
  }

  private First read(EvaluationId evaluation) {
    return jdbc.sql(
            """
            select e.id, e.submission_id, e.task_version_id, e.predictions, s.phase_id, s.blob_id,
                   c.docker_image, e.gpus
              from evaluation e
              join submission s on s.id = e.submission_id
              join phase p on p.id = s.phase_id
              join competition c on c.id = p.competition_id
             where e.id = :id""")
        .param("id", evaluation.value())
        .query(
            (row, number) ->
                new First(
                    new EvaluationId(row.getLong("id")),
                    new SubmissionId(row.getLong("submission_id")),
                    new PhaseId(row.getLong("phase_id")),
                    new TaskVersionId(row.getLong("task_version_id")),
                    new BlobId(row.getLong("blob_id")),
                    predictions(row),
                    row.getString("docker_image"),
                    row.getInt("gpus")))
        .single();
  }

  private static @Nullable BlobId predictions(ResultSet row) throws SQLException {
    var id = row.getObject("predictions", Long.class);
    return id == null ? null : new BlobId(id);
  }

  private Claimed lease(
      First first, double charge, WorkerId worker, String workerName, Duration lease) {
    var now = clock.instant();
    jdbc.sql(
            """
            update evaluation set state = 'leased', state_since = :now, charged = :charge
             where id = :id""")
        .param("now", SqlTime.of(now))
        .param("charge", charge)
        .param("id", first.evaluation().value())
        .update();
    return attempt(first, worker, workerName, now, lease);
  }

  private Claimed attempt(
      First first, WorkerId worker, String workerName, Instant now, Duration lease) {
    var token = UUID.randomUUID();
    var predictions = first.predictions();
    var kind = predictions == null ? RunOrder.Kind.PREDICT_AND_SCORE : RunOrder.Kind.SCORE;
    return jdbc.sql(
            """
            insert into attempt (evaluation_id, number, kind, token, worker_id, worker_name, state,
                                 leased_until, image, predictions, started_at)
            select :evaluation, coalesce(max(number), 0) + 1, :kind, :token, :worker, :name, 'active',
                   :until, :image, :predictions, :now
              from attempt where evaluation_id = :evaluation
            returning id, number""")
        .param("evaluation", first.evaluation().value())
        .param("kind", kind.name())
        .param("token", token)
        .param("worker", worker.value())
        .param("name", workerName)
        .param("until", SqlTime.of(now.plus(lease)))
        .param("image", first.image())
        .param("predictions", predictions == null ? null : predictions.value(), Types.BIGINT)
        .param("now", SqlTime.of(now))
        .query(
            (row, number) ->
                new Claimed(
                    new AttemptId(row.getLong("id")),
                    token,
                    row.getInt("number"),
                    kind,
                    first.evaluation(),
                    first.submission(),
                    first.phase(),
                    first.task(),
                    first.submitted(),
                    predictions,
                    first.image(),
                    first.gpus()))
        .single();
  }
}

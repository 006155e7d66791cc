package dev.assay.server.runs;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.Json;
import dev.assay.contract.UploadKind;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.queues.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code attempt} and {@code attempt_upload} from claim to end. Whoever ends an attempt
 * locks its row first and its evaluation second, so that nobody asks for a cancel unseen meanwhile.
 * Callers bring the transaction.
 */
@Component
final class JdbcAttempts {
  /**
   * A loss counts as long as its worker stays away: one that is heard of again was cut off, paused
   * or slow, and not killed by what it ran. Of Codabench's workers that says nothing: one that was
   * started again bears the same name.
   */
  private static final String HELD =
      """
      select a.id, a.state, a.number, a.activity is not null as heard, a.leased_until, a.worker_id, a.worker_name, a.evaluation_id,
             e.submission_id, s.phase_id, e.queue_id, e.cancel_asked_at is not null as cancel_asked,
             e.attempts - (select count(*) from attempt gone join worker w on w.id = gone.worker_id
                            where gone.evaluation_id = e.id and gone.state = 'lost'
                              and gone.activity is not null and w.last_seen > gone.ended_at
                              and not exists (select 1 from offer o
                                               where o.attempt_id = gone.id and o.is_foreign)) as failures
        from attempt a
        join evaluation e on e.id = a.evaluation_id
        join submission s on s.id = e.submission_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcAttempts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a heartbeat brought about. */
  record Beat(SubmissionId submission, @Nullable WorkerId worker, boolean cancel, boolean isNews) {}

  /** An attempt by id and token, whatever its state. */
  Optional<Held> lock(QueueId queue, AttemptId attempt, UUID token) {
    return jdbc.sql(
            HELD
                + """
                where a.id = :id and a.token = :token and e.queue_id = :queue
                for update of a, e""")
        .param("id", attempt.value())
        .param("token", token)
        .param("queue", queue.value())
        .query(JdbcAttempts::held)
        .optional();
  }

  /** One whose lease has ended and that nobody else has in hand. */
  Optional<Held> lockLapsed() {
    return jdbc.sql(
            HELD
                + """
                where a.state = 'active' and a.leased_until <= :now
                order by a.leased_until limit 1
                for update of a, e skip locked""")
        .param("now", now())
        .query(JdbcAttempts::held)
        .optional();
  }

  /** Active attempts of this worker that it does not know of. */
  List<Held> lockMissing(WorkerId worker, List<Long> running) {
    return jdbc.sql(
            HELD
                + """
                where a.worker_id = :worker and a.state = 'active' and a.id <> all(:running)
                order by a.id
                for update of a, e""")
        .param("worker", worker.value())
        .param("running", running.toArray(Long[]::new))
        .query(JdbcAttempts::held)
        .list();
  }

  /**
   * A lease that is over and that nobody has taken away yet goes on: the site may have been too
   * busy to listen, and only one worker has the run.
   *
   * @return empty once the lease is lost
   */
  Optional<Beat> beat(QueueId queue, AttemptId attempt, Heartbeat heartbeat, Duration lease) {
    return jdbc.sql(
            """
            update attempt a
               set leased_until = :until, graced = false, activity = :activity, step = :step,
                   step_since = case when a.step is not distinct from :step
                                      and a.activity is not distinct from :activity
                                     then a.step_since else :now end,
                   image_used = coalesce(:imageUsed, a.image_used),
                   image_digest = coalesce(:imageDigest, a.image_digest)
              from evaluation e
             where e.id = a.evaluation_id and e.queue_id = :queue
               and a.id = :id and a.token = :token and a.state = 'active'
            returning a.worker_id, e.submission_id, e.cancel_asked_at is not null as cancel,
                      old.step_since is distinct from new.step_since as news""")
        .param("until", SqlTime.of(clock.instant().plus(lease)))
        .param("now", now())
        .param("activity", heartbeat.activity().name())
        .param("step", heartbeat.step() == null ? null : heartbeat.step().name())
        .param("imageUsed", heartbeat.imageUsed())
        .param("imageDigest", heartbeat.imageDigest())
        .param("queue", queue.value())
        .param("id", attempt.value())
        .param("token", heartbeat.token())
        .query(
            (row, number) ->
                new Beat(
                    new SubmissionId(row.getLong("submission_id")),
                    worker(row),
                    row.getBoolean("cancel"),
                    row.getBoolean("news")))
        .optional();
  }

  /** Gives an attempt in hand at least this much more time. */
  void prolong(AttemptId attempt, Duration atLeast) {
    jdbc.sql(
            """
            update attempt set leased_until = greatest(leased_until, :until)
             where id = :id and state = 'active'""")
        .param("until", SqlTime.of(clock.instant().plus(atLeast)))
        .param("id", attempt.value())
        .update();
  }

  /** Where a worker may put things. */
  void addUpload(AttemptId attempt, UploadKind kind, String objectKey) {
    jdbc.sql(
            """
            insert into attempt_upload (attempt_id, kind, object_key)
            values (:attempt, :kind, :key)""")
        .param("attempt", attempt.value())
        .param("kind", kind.name())
        .param("key", objectKey)
        .update();
  }

  Map<UploadKind, String> uploads(AttemptId attempt) {
    var keys = new EnumMap<UploadKind, String>(UploadKind.class);
    jdbc.sql("select kind, object_key from attempt_upload where attempt_id = :attempt")
        .param("attempt", attempt.value())
        .query(
            row -> {
              keys.put(UploadKind.valueOf(row.getString("kind")), row.getString("object_key"));
            });
    return keys;
  }

  /** Keeps what the worker reports, whatever it means for the evaluation. */
  void keepReport(AttemptId attempt, AttemptResult result, Map<UploadKind, BlobId> stored) {
    jdbc.sql(
            """
            update attempt
               set image_used = :imageUsed, image_digest = :imageDigest,
                   steps = cast(:steps as jsonb), log_bytes = cast(:logBytes as jsonb),
                   predictions = coalesce(:predictions, predictions),
                   scoring_output = :scoringOutput, detailed_results = :detailedResults
             where id = :id""")
        .param("imageUsed", result.imageUsed())
        .param("imageDigest", result.imageDigest())
        .param("steps", Json.MAPPER.writeValueAsString(result.steps()))
        .param("logBytes", Json.MAPPER.writeValueAsString(result.logBytes()))
        .param("predictions", blob(stored, UploadKind.PREDICTIONS))
        .param("scoringOutput", blob(stored, UploadKind.SCORING_OUTPUT))
        .param("detailedResults", blob(stored, UploadKind.DETAILED_RESULTS))
        .param("id", attempt.value())
        .update();
    stored.forEach((kind, blob) -> keepUpload(attempt, kind, blob));
  }

  /** Notes the output of the prediction step while the attempt goes on. */
  void keepPredictions(AttemptId attempt, BlobId predictions, List<StepReport> steps) {
    jdbc.sql(
            """
            update attempt set predictions = :blob, steps = cast(:steps as jsonb)
             where id = :id and state = 'active'""")
        .param("blob", predictions.value())
        .param("steps", Json.MAPPER.writeValueAsString(steps))
        .param("id", attempt.value())
        .update();
    keepUpload(attempt, UploadKind.PREDICTIONS, predictions);
  }

  private void keepUpload(AttemptId attempt, UploadKind kind, BlobId blob) {
    jdbc.sql(
            """
            update attempt_upload set blob_id = :blob
             where attempt_id = :attempt and kind = :kind""")
        .param("blob", blob.value())
        .param("attempt", attempt.value())
        .param("kind", kind.name())
        .update();
  }

  void end(AttemptId attempt, AttemptState state, @Nullable Failure failure) {
    jdbc.sql(
            """
            update attempt
               set state = :state, failure = cast(:failure as jsonb), ended_at = :now
             where id = :id and state = 'active'""")
        .param("state", state.sql())
        .param("failure", failure == null ? null : Json.MAPPER.writeValueAsString(failure))
        .param("now", now())
        .param("id", attempt.value())
        .update();
  }

  /** Names of the workers that lost attempts at this evaluation, in order. */
  List<String> losers(EvaluationId evaluation) {
    return jdbc.sql(
            """
            select worker_name from attempt
             where evaluation_id = :evaluation and state = 'lost' order by number""")
        .param("evaluation", evaluation.value())
        .query(String.class)
        .list();
  }

  private static @Nullable Long blob(Map<UploadKind, BlobId> stored, UploadKind kind) {
    var id = stored.get(kind);
    return id == null ? null : id.value();
  }

  private static @Nullable WorkerId worker(ResultSet row) throws SQLException {
    var id = row.getObject("worker_id", Long.class);
    return id == null ? null : new WorkerId(id);
  }

  private static Held held(ResultSet row, int number) throws SQLException {
    return new Held(
        new AttemptId(row.getLong("id")),
        AttemptState.ofSql(row.getString("state")),
        SqlTime.read(row, "leased_until"),
        worker(row),
        row.getString("worker_name"),
        new EvaluationId(row.getLong("evaluation_id")),
        new SubmissionId(row.getLong("submission_id")),
        new PhaseId(row.getLong("phase_id")),
        new QueueId(row.getLong("queue_id")),
        row.getBoolean("cancel_asked"),
        row.getInt("failures"),
        row.getInt("number"),
        row.getBoolean("heard"));
  }

  private Object now() {
    return SqlTime.of(clock.instant());
  }
}

package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.contract.LogStream;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.Queues;
import dev.assay.server.runs.Offers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Codabench's workers report becomes the right outcome, in whatever order it comes. */
class CodabenchWorkerIT {
  private static BrokerBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @AfterEach
  void clear() throws Exception {
    bed.clear();
  }

  private static long play(String transcript) throws Exception {
    var submission = bed.submit();
    new Transcript(bed).play(transcript);
    return submission;
  }

  /**
   * A worker that takes the run on. A message that was held to be lost is made again, so that of
   * two for one run the second is refused; a worker then takes the next.
   */
  private static Transcript takenOn(String words) throws Exception {
    var worker = new Transcript(bed);
    worker.take(bed.take());
    while (worker.patch(words) != 200) {
      worker = new Transcript(bed);
      worker.take(bed.take());
    }
    return worker;
  }

  private static void awaitState(long submission, String state) {
    await().untilAsserted(() -> assertThat(bed.state(submission)).isEqualTo(state));
  }

  private static List<BigDecimal> scores(long submission) {
    return bed.jdbc()
        .sql(
            """
            select s.value from score s join evaluation e on e.id = s.evaluation_id
             where e.submission_id = :id""")
        .param("id", submission)
        .query(BigDecimal.class)
        .list();
  }

  private static String failure(long submission) {
    return bed.jdbc()
        .sql("select failure::text from evaluation where submission_id = :id")
        .param("id", submission)
        .query(String.class)
        .single();
  }

  private static String log(long submission, int attempt, LogStream stream) {
    var pieces =
        bed.jdbc()
            .sql(
                """
                select c.bytes from log_chunk c join attempt a on a.id = c.attempt_id
                  join evaluation e on e.id = a.evaluation_id
                 where e.submission_id = :id and a.number = :attempt and c.stream = :stream
                 order by c.number""")
            .param("id", submission)
            .param("attempt", attempt)
            .param("stream", stream.name())
            .query(byte[].class)
            .list();
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static List<String> attempts(long submission) {
    return bed.jdbc()
        .sql(
            """
            select a.state || ' on ' || a.worker_name from attempt a
              join evaluation e on e.id = a.evaluation_id
             where e.submission_id = :id order by a.number""")
        .param("id", submission)
        .query(String.class)
        .list();
  }

  @Test
  void a_run_of_two_messages_is_scored_and_its_logs_are_kept_apart() throws Exception {
    var submission = play("normal");
    awaitState(submission, "scored");

    assertThat(scores(submission)).containsExactly(new BigDecimal("0.75"));
    assertThat(attempts(submission)).containsExactly("released on gpu-7", "scored on gpu-8");
    assertThat(log(submission, 1, LogStream.PREDICT_PROGRAM_STDOUT))
        .as("what came whole takes the place of what was heard")
        .isEqualTo("hello from the submission\n");
    assertThat(log(submission, 1, LogStream.PREDICT_PROGRAM_STDERR)).isEqualTo("a warning\n");
    assertThat(log(submission, 2, LogStream.SCORE_PROGRAM_STDOUT)).isEqualTo("scoring\n");
    assertThat(bed.participant.get("/submissions/" + submission).body()).contains("0.75");
  }

  @ParameterizedTest
  @CsvSource({
    "finished-then-failed, SCORES_MISSING, ORGANISER",
    "failed-twice, SCORING_PROGRAM_FAILED, ORGANISER",
    "failed-prediction, SUBMISSION_PROGRAM_FAILED, PARTICIPANT",
    "time-limit, PREDICTION_TIME_LIMIT, PARTICIPANT",
    "time-limit-unnoticed, PREDICTION_TIME_LIMIT, PARTICIPANT",
    "no-image, IMAGE_UNAVAILABLE, ORGANISER",
    "not-finite, SCORES_INVALID, ORGANISER",
    "unreadable-scores, SCORES_INVALID, ORGANISER"
  })
  void a_failure_has_its_cause_and_its_fault(String transcript, String cause, String fault)
      throws Exception {
    var submission = play(transcript);
    awaitState(submission, "failed");

    assertThat(failure(submission)).contains(cause).contains(fault);
    assertThat(scores(submission)).isEmpty();
  }

  @Test
  void the_lines_that_matter_come_with_a_failure() throws Exception {
    assertThat(failure(play("failed-prediction"))).contains("ValueError: no");
    assertThat(failure(play("failed-twice"))).contains("KeyError");
  }

  @Test
  void scores_that_are_no_numbers_end_the_run_at_once_and_its_log_is_kept() throws Exception {
    var submission = play("not-finite");
    awaitState(submission, "failed");

    assertThat(failure(submission)).contains("NaN").contains("Out of range float values");
    assertThat(attempts(submission)).containsExactly("released on gpu-7", "failed on gpu-7");
    assertThat(log(submission, 2, LogStream.SCORE_PROGRAM_STDOUT)).isEqualTo("accuracy is nan\n");
    assertThat(log(submission, 2, LogStream.WORKER)).contains("The worker broke off");
  }

  @Test
  void a_step_that_breaks_off_is_the_workers_fault_and_tried_again_at_once() throws Exception {
    var submission = play("broke-off");
    awaitState(submission, "scored");

    assertThat(scores(submission)).containsExactly(new BigDecimal("0.5"));
    assertThat(attempts(submission))
        .containsExactly("failed on gpu-7", "released on gpu-8", "scored on gpu-8");
    assertThat(log(submission, 1, LogStream.WORKER)).contains("SIGKILL");
  }

  @Test
  void a_cancel_ends_with_the_word_that_the_task_was_stopped() throws Exception {
    var submission = bed.submit();
    var worker = takenOn("status=Running & status_details=ingestion_hostname-gpu-7");
    var page = "/submissions/" + submission;
    bed.participant.post(page, page + "/cancel");
    worker.tell("task-revoked", "compute-worker@gpu-7", "");
    awaitState(submission, "cancelled");
    assertThat(attempts(submission)).containsExactly("cancelled on gpu-7");
  }

  @Test
  void a_task_is_told_of_in_its_own_queue_only() throws Exception {
    var submission = bed.submit();
    var worker = takenOn("status=Running & status_details=ingestion_hostname-gpu-7");
    var elsewhere = new QueueId(bed.site.bean(Queues.class).defaultQueue().value() + 1);
    assertThat(bed.site.bean(Offers.class).findTask(elsewhere, worker.task())).isEmpty();
    assertThat(bed.state(submission)).isEqualTo("leased");
  }

  @Test
  void a_node_of_any_name_is_one_worker() throws Exception {
    bed.celeryTells(
        "worker.heartbeat",
        """
        {"type": "worker-heartbeat", "hostname": "compute-worker@vision-lab", "timestamp": 1.0,
         "active": 0, "sw_ident": "py-celery", "sw_ver": "5.2.6", "sw_sys": "Linux"}"""
            .getBytes(StandardCharsets.UTF_8));
    await().untilAsserted(() -> assertThat(workers("vision-lab")).hasSize(1));

    bed.submit();
    var early = new Transcript(bed);
    early.take(bed.take());
    early.tell("task-received", "compute-worker@vision-lab", "");
    await()
        .untilAsserted(
            () ->
                assertThat(bed.site.bean(StepNodes.class).node(early.task()))
                    .contains("vision-lab"));
    assertThat(early.patch("status=Running & status_details=ingestion_hostname-cabinet-9"))
        .isEqualTo(200);
    assertThat(workers("vision-lab", "cabinet-9")).containsExactly("vision-lab");
  }

  @Test
  void whose_node_it_was_may_turn_out_after_its_report() throws Exception {
    bed.submit();
    var late = takenOn("status=Running & status_details=ingestion_hostname-cabinet-10");
    bed.celeryTells(
        "worker.heartbeat",
        """
        {"type": "worker-heartbeat", "hostname": "compute-worker@sound-lab", "timestamp": 1.0,
         "active": 1, "sw_ident": "py-celery", "sw_ver": "5.2.6", "sw_sys": "Linux"}"""
            .getBytes(StandardCharsets.UTF_8));
    await().untilAsserted(() -> assertThat(workers("sound-lab")).hasSize(1));
    late.tell("task-started", "compute-worker@sound-lab", "");
    await()
        .untilAsserted(
            () -> assertThat(workers("sound-lab", "cabinet-10")).containsExactly("sound-lab"));
  }

  /** As the queue's page shows them, of these names. */
  private static List<String> workers(String... names) throws Exception {
    var shown = Json.MAPPER.readTree(bed.owner.get("/api/v1/queues/1").body()).path("workers");
    return shown
        .valueStream()
        .map(worker -> worker.path("name").asString())
        .filter(List.of(names)::contains)
        .toList();
  }

  @Test
  void what_the_broker_delivers_again_is_anothers_and_never_adds() throws Exception {
    var submission = play("delivered-again");
    awaitState(submission, "scored");

    assertThat(scores(submission)).containsExactly(new BigDecimal("0.9"));
    assertThat(attempts(submission))
        .containsExactly("released on gpu-7", "lost on gpu-7", "scored on gpu-9");
    assertThat(log(submission, 2, LogStream.SCORE_PROGRAM_STDOUT)).isEqualTo("half a log");
    assertThat(log(submission, 2, LogStream.WORKER)).contains("has lost the worker");
    assertThat(log(submission, 3, LogStream.SCORE_PROGRAM_STDOUT)).isEqualTo("the whole log\n");
  }

  @Test
  void a_run_that_always_kills_its_worker_comes_to_an_end() throws Exception {
    var submission = bed.submit();
    for (int i = 0; i < 3; i++) {
      var deadly = takenOn("status=Running & status_details=ingestion_hostname-doomed");
      assertThat(deadly.patch("status=Running & status_details=ingestion_hostname-doomed"))
          .as("the broker delivered it again")
          .isEqualTo(403);
    }
    awaitState(submission, "failed");
    assertThat(failure(submission)).contains("WORKER_LOST").contains("PLATFORM");
  }

  @Test
  void a_failure_after_the_scores_does_not_take_them_away() throws Exception {
    var submission = play("scored-then-failed");
    awaitState(submission, "scored");
    assertThat(scores(submission)).containsExactly(new BigDecimal("0.25"));
  }

  @Test
  void a_container_that_was_never_started_is_the_workers_fault_and_tried_again() throws Exception {
    var submission = play("not-started");
    awaitState(submission, "scored");
    assertThat(attempts(submission))
        .containsExactly(
            "failed on gpu-7", "released on gpu-8", "failed on gpu-7", "scored on gpu-8");
  }

  @Test
  void a_log_that_never_came_is_told_as_such() throws Exception {
    var submission = play("scored-then-failed");
    awaitState(submission, "scored");
    assertThat(log(submission, 1, LogStream.WORKER))
        .contains("predict.program: not delivered by the worker");
    assertThat(log(submission, 2, LogStream.WORKER))
        .contains("score.program: not delivered by the worker");
  }

  @Test
  void a_secret_opens_its_own_run_and_no_other() throws Exception {
    bed.submit();
    var other = bed.submit();
    var transcript = new Transcript(bed);
    transcript.take(bed.take());
    assertThat(transcript.patchOf(other, "status=Failed")).isEqualTo(403);
    assertThat(bed.state(other)).isEqualTo("queued");
  }

  @Test
  void a_worker_that_fell_silent_loses_the_run_and_its_late_words_do_not_count() throws Exception {
    var submission = bed.submit();
    var first = new Transcript(bed);
    first.take(bed.take());
    assertThat(first.patch("status=Running & status_details=ingestion_hostname-slow"))
        .isEqualTo(200);
    bed.jdbc()
        .sql("update attempt set leased_until = now() - interval '1 second' where state = 'active'")
        .update();
    awaitState(submission, "queued");

    assertThat(first.patch("status=Scoring")).isEqualTo(403);
    takenOn("status=Running & status_details=ingestion_hostname-quick");
    assertThat(first.patch("status=Failed & status_details=whatever")).isEqualTo(403);
    assertThat(attempts(submission)).containsExactly("lost on slow", "active on quick");
  }

  @Test
  void a_cancel_ends_the_run_at_the_workers_next_word() throws Exception {
    var submission = bed.submit();
    var transcript = new Transcript(bed);
    transcript.take(bed.take());
    assertThat(transcript.patch("status=Running & status_details=ingestion_hostname-gpu-7"))
        .isEqualTo(200);
    var page = "/submissions/" + submission;
    bed.participant.post(page, page + "/cancel");
    assertThat(transcript.patch("status=Preparing")).isEqualTo(403);
    awaitState(submission, "cancelled");
  }

  @Test
  void an_assay_worker_goes_on_where_a_codabench_worker_has_predicted() throws Exception {
    var submission = bed.submit();
    var transcript = new Transcript(bed);
    transcript.take(bed.take());
    transcript.patch("status=Running & status_details=ingestion_hostname-gpu-7");
    transcript.patch("status=Scoring");
    transcript.putPredictions();
    var message = bed.take();
    assertThat(message.args().isScoring()).isTrue();
    assertThat(message.priority()).isEqualTo(10);
    var claimed = bed.claim(message.args().secret());
    assertThat(claimed.statusCode()).isEqualTo(200);
    assertThat(claimed.body()).contains("\"kind\":\"SCORE\"");
    assertThat(transcript.patch("status=Running & status_details=x")).isEqualTo(403);
    assertThat(bed.state(submission)).isEqualTo("leased");
  }
}

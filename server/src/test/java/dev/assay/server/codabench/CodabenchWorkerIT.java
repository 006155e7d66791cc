package dev.assay.server.codabench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.LogStream;
import dev.assay.server.runs.OfferedLogs;
import dev.assay.server.runs.Offers;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Codabench's workers report becomes the right outcome, in whatever order it comes. */
class CodabenchWorkerIT {
  private static BrokerBed bed;
  private static PlayedRuns runs;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed("assay.codabench.output-limit=100000B");
    runs = new PlayedRuns(bed);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @AfterEach
  void clear() throws Exception {
    bed.clear();
  }

  @Test
  void a_run_of_two_messages_is_scored_and_its_logs_are_kept_apart() throws Exception {
    var submission = runs.play("normal");
    runs.awaitState(submission, "scored");

    assertThat(runs.scores(submission)).containsExactly(new BigDecimal("0.75"));
    assertThat(runs.attempts(submission)).containsExactly("released on gpu-7", "scored on gpu-8");
    assertThat(runs.log(submission, 1, LogStream.PREDICT_PROGRAM_STDOUT))
        .as("what came whole takes the place of what was heard")
        .isEqualTo("hello from the submission\n");
    assertThat(runs.log(submission, 1, LogStream.PREDICT_PROGRAM_STDERR)).isEqualTo("a warning\n");
    assertThat(runs.log(submission, 2, LogStream.SCORE_PROGRAM_STDOUT)).isEqualTo("scoring\n");
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
    "unreadable-scores, SCORES_INVALID, ORGANISER",
    "bare-scores, SCORES_INVALID, ORGANISER",
    "too-large-predictions, PREDICTION_OUTPUT_LIMIT, PARTICIPANT"
  })
  void a_failure_has_its_cause_and_its_fault(String transcript, String cause, String fault)
      throws Exception {
    var submission = runs.play(transcript);
    runs.awaitState(submission, "failed");

    assertThat(runs.failure(submission)).contains(cause).contains(fault);
    assertThat(runs.scores(submission)).isEmpty();
  }

  @Test
  void a_command_that_is_none_is_the_participants_fault() throws Exception {
    for (var unusable :
        Map.of(
                "no-command", "description: nothing to run",
                "not-run", "command: python3 'run.py")
            .entrySet()) {
      var submission = bed.submit(Map.of("metadata.yaml", unusable.getValue(), "run.py", "1"));
      new Transcript(bed).play(unusable.getKey());
      runs.awaitState(submission, "failed");
      assertThat(runs.failure(submission))
          .contains("PREDICTION_NOT_STARTED", "could not be run: metadata.yaml", "command");
      assertThat(runs.attempts(submission)).containsExactly("failed on gpu-7");
    }
  }

  @Test
  void a_program_that_the_worker_did_not_run_is_tried_again() throws Exception {
    var submission = bed.submit(Map.of("metadata.yaml", "command: python3 run.py", "run.py", "1"));
    new Transcript(bed).play("not-run");
    runs.awaitState(submission, "queued");
    assertThat(runs.attempts(submission)).containsExactly("failed on gpu-7");
  }

  @Test
  void the_lines_that_matter_come_with_a_failure() throws Exception {
    assertThat(runs.failure(runs.play("failed-prediction"))).contains("ValueError: no");
    assertThat(runs.failure(runs.play("failed-twice"))).contains("KeyError");
  }

  @Test
  void what_the_broker_delivers_again_is_anothers_and_never_adds() throws Exception {
    var submission = runs.play("delivered-again");
    runs.awaitState(submission, "scored");

    assertThat(runs.scores(submission)).containsExactly(new BigDecimal("0.9"));
    assertThat(runs.attempts(submission))
        .containsExactly("released on gpu-7", "lost on gpu-7", "scored on gpu-9");
    assertThat(runs.log(submission, 2, LogStream.SCORE_PROGRAM_STDOUT)).isEqualTo("half a log");
    assertThat(runs.log(submission, 2, LogStream.WORKER)).contains("has lost the worker");
    assertThat(runs.log(submission, 3, LogStream.SCORE_PROGRAM_STDOUT))
        .isEqualTo("the whole log\n");
  }

  @Test
  void a_run_that_always_kills_its_worker_comes_to_an_end() throws Exception {
    var submission = bed.submit();
    for (int i = 0; i < 3; i++) {
      var deadly = runs.takenOn("status=Running & status_details=ingestion_hostname-doomed");
      assertThat(deadly.patch("status=Running & status_details=ingestion_hostname-doomed"))
          .as("the broker delivered it again")
          .isEqualTo(403);
    }
    runs.awaitState(submission, "failed");
    assertThat(runs.failure(submission)).contains("WORKER_LOST").contains("PLATFORM");
  }

  @Test
  void a_failure_after_the_scores_does_not_take_them_away() throws Exception {
    var submission = runs.play("scored-then-failed");
    runs.awaitState(submission, "scored");
    assertThat(runs.scores(submission)).containsExactly(new BigDecimal("0.25"));
  }

  @Test
  void a_container_that_was_never_started_is_the_workers_fault_and_tried_again() throws Exception {
    var submission = runs.play("not-started");
    runs.awaitState(submission, "scored");
    assertThat(runs.attempts(submission))
        .containsExactly(
            "failed on gpu-7", "released on gpu-8", "failed on gpu-7", "scored on gpu-8");
  }

  @Test
  void a_log_that_never_came_is_told_as_such() throws Exception {
    var submission = runs.play("scored-then-failed");
    runs.awaitState(submission, "scored");
    assertThat(runs.log(submission, 1, LogStream.WORKER))
        .contains("predict.program: not delivered by the worker");
    assertThat(runs.log(submission, 2, LogStream.WORKER))
        .containsOnlyOnce("score.program: not delivered by the worker");
  }

  @Test
  void what_several_processes_remark_stands_in_the_log_once() throws Exception {
    var submission = bed.submit();
    var worker = runs.takenOn("status=Running & status_details=ingestion_hostname-gpu-7");
    var offer = bed.site.bean(Offers.class).find(worker.args().secret()).orElseThrow();
    for (int i = 0; i < 2; i++) {
      bed.site.bean(OfferedLogs.class).remark(offer, "seen by two");
    }
    assertThat(runs.log(submission, 1, LogStream.WORKER)).containsOnlyOnce("seen by two");
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
    runs.awaitState(submission, "queued");

    assertThat(first.patch("status=Scoring")).isEqualTo(403);
    runs.takenOn("status=Running & status_details=ingestion_hostname-quick");
    assertThat(first.patch("status=Failed & status_details=whatever")).isEqualTo(403);
    assertThat(runs.attempts(submission)).containsExactly("lost on slow", "active on quick");
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
    runs.awaitState(submission, "cancelled");
    assertThat(bed.participant.get(page).body())
        .contains("worker gpu-7 was told; its container may run on")
        .doesNotContain("its containers are gone");
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

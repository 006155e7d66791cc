package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Processes are killed at the worst moments; each submission still ends in exactly one final
 * result, its log kept.
 */
class NeverLostIT {
  private static final String SLOW_SUBMISSION =
      """
      import pathlib, time
      print("predicting", flush=True)
      time.sleep(4)
      pathlib.Path("/app/output/answer.txt").write_text("42")
      print("predicted", flush=True)
      """;

  private static final String QUICK_SUBMISSION =
      """
      import pathlib
      pathlib.Path("/app/output/answer.txt").write_text("42")
      print("predicted", flush=True)
      """;

  private static final String POISON =
      """
      import time
      print("swallowed", flush=True)
      time.sleep(600)
      """;

  private static final String SLOW_SCORER =
      """
      import json, pathlib, time
      answer = pathlib.Path("/app/input/res/answer.txt").read_text()
      print("scoring", flush=True)
      if pathlib.Path("/app/input/res/slow").exists():
          time.sleep(4)
      pathlib.Path("/app/output/scores.json").write_text(json.dumps({"score": int(answer)}))
      print("scored", flush=True)
      """;

  private static final String SLOWLY_SCORED_SUBMISSION =
      QUICK_SUBMISSION + "pathlib.Path('/app/output/slow').write_text('yes')\n";

  private static RunningSite site;
  private static Http organiser;
  private static Benchmark benchmark;

  @BeforeAll
  static void start() {
    site =
        RunningSite.start(
            "kill", "--set", "assay.runs.lease=1s", "--set", "assay.runs.heartbeat=200ms");
    organiser = Http.as(site, "admin", site.secret("admin-password"));
    benchmark = Benchmark.upload(organiser, Benchmark.bundle(SLOW_SCORER, Benchmark.OPEN_PHASE));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void a_worker_killed_while_predicting_loses_nothing() {
    var submission = benchmark.submit(organiser, Benchmark.code(SLOW_SUBMISSION));
    awaitLog(submission, "predicting");
    site.kill("worker");
    assertScoredOnce(submission);
  }

  @Test
  void a_worker_killed_while_scoring_loses_nothing() {
    var submission = benchmark.submit(organiser, Benchmark.code(SLOWLY_SCORED_SUBMISSION));
    awaitLog(submission, "scoring");
    awaitPredictions(submission);
    site.kill("worker");
    assertScoredOnce(submission);
    assertThat(log(submission).split("predicted", -1))
        .as("the participant's code ran once")
        .hasSize(2);
    assertThat(log(submission)).contains("attempt 2");
  }

  @Test
  void a_worker_killed_while_storing_loses_nothing() {
    var big =
        QUICK_SUBMISSION
            + "import os\npathlib.Path('/app/output/big').write_bytes(os.urandom(120_000_000))\n";
    var submission = benchmark.submit(organiser, Benchmark.code(big));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isStoring(submission));
    site.kill("worker");
    assertScoredOnce(submission);
  }

  @Test
  void a_site_killed_while_a_run_goes_on_loses_nothing() {
    var submission = benchmark.submit(organiser, Benchmark.code(SLOW_SUBMISSION));
    awaitLog(submission, "predicting");
    site.kill("site");
    site.awaitReady();
    assertScoredOnce(submission);
  }

  @Test
  void everything_killed_at_once_goes_on_where_it_was_and_nobody_is_logged_out() {
    var submission = benchmark.submit(organiser, Benchmark.code(SLOW_SUBMISSION));
    awaitLog(submission, "predicting");
    site.killEverything();
    site.startAgain();
    assertScoredOnce(submission);
  }

  @Test
  void a_receipt_given_just_before_the_site_is_killed_is_honoured() {
    var submission = benchmark.submit(organiser, Benchmark.code(QUICK_SUBMISSION));
    site.kill("site");
    site.awaitReady();
    assertScoredOnce(submission);
  }

  @Test
  void a_run_that_always_kills_its_worker_ends_after_three_attempts_and_the_others_go_on() {
    var poison = benchmark.submit(organiser, Benchmark.code(POISON));
    for (int attempt = 1; attempt < 3; attempt++) {
      awaitTimes(poison, "swallowed", attempt);
      site.kill("worker");
    }
    awaitTimes(poison, "swallowed", 3);
    var beside = benchmark.submit(organiser, Benchmark.code(QUICK_SUBMISSION));
    site.kill("worker");

    var ended = Benchmark.awaitFinal(organiser, poison);
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("failed");
    var evaluation = ended.path("evaluations").path(0);
    assertThat(evaluation.path("attempts").asInt()).isEqualTo(3);
    assertThat(evaluation.path("failure").path("cause").asString()).isEqualTo("WORKER_LOST");
    assertThat(evaluation.path("failure").path("fault").asString()).isEqualTo("PLATFORM");
    assertThat(log(poison).split("swallowed", -1)).as("each attempt's log").hasSize(4);
    assertThat(rowsOf(poison)).isZero();
    assertScoredOnce(beside);
    assertScoredOnce(benchmark.submit(organiser, Benchmark.code(QUICK_SUBMISSION)));
  }

  private static void awaitTimes(long submission, String words, int times) {
    await("the log to say " + words + " for attempt " + times)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> log(submission).split(words, -1).length > times);
  }

  private static void awaitPredictions(long submission) {
    await("the predictions to be stored")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                organiser
                    .getText("/submissions/" + submission)
                    .body()
                    .contains("Output of the prediction"));
  }

  private static boolean isStoring(long submission) {
    var line = organiser.get("/api/v1/submissions/" + submission).path("line").asString();
    return line.startsWith("Storing") || line.startsWith("Running the scoring");
  }

  private static void assertScoredOnce(long submission) {
    var ended = Benchmark.awaitFinal(organiser, submission);
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("finished");
    assertThat(ended.path("scores").path("score").asInt()).isEqualTo(42);
    assertThat(log(submission)).contains("predicted").contains("scored");
    assertThat(rowsOf(submission)).isEqualTo(1);
  }

  private static long rowsOf(long submission) {
    JsonNode board = organiser.get("/api/v1/phases/" + benchmark.phase() + "/leaderboard");
    return board
        .path("rows")
        .valueStream()
        .filter(row -> row.path("submission").asLong() == submission)
        .count();
  }

  private static void awaitLog(long submission, String words) {
    await("the log to say " + words)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> log(submission).contains(words));
  }

  private static String log(long submission) {
    return organiser.getText("/submissions/" + submission + "/log.txt").body();
  }
}

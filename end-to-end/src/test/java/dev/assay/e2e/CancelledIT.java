package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A cancel ends a submission wherever it is: by the worker's word that the containers are gone,
 * within five seconds, or by the end of a lease, which is named.
 */
class CancelledIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String SLOW =
      """
      import pathlib, time
      pathlib.Path("/app/output/answer.txt").write_text("42")
      print("predicting", flush=True)
      time.sleep(600)
      """;

  private static final String SLOWLY_SCORED =
      "import pathlib\npathlib.Path('/app/output/slow').write_text('yes')\n";

  private static final String SCORER =
      """
      import json, pathlib, time
      print("scoring", flush=True)
      if pathlib.Path("/app/input/res/slow").exists():
          time.sleep(600)
      pathlib.Path("/app/output/scores.json").write_text(json.dumps({"score": 1}))
      """;

  private static RunningSite site;
  private static Http organiser;
  private static Benchmark benchmark;

  @BeforeAll
  static void start() {
    site =
        RunningSite.start(
            "cancel",
            "--slots",
            "1",
            "--set",
            "assay.runs.lease=6s",
            "--set",
            "assay.runs.heartbeat=1s");
    organiser = Http.as(site, "admin", site.secret("admin-password"));
    benchmark = Benchmark.upload(organiser, Benchmark.bundle(SCORER, Benchmark.OPEN_PHASE));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static long submit(String program) {
    return benchmark.submit(organiser, Benchmark.code(program));
  }

  private static void cancel(long submission) {
    organiser.postJson("/api/v1/submissions/" + submission + "/cancel", Map.of());
  }

  private static JsonNode read(long submission) {
    return organiser.get("/api/v1/submissions/" + submission);
  }

  private static JsonNode awaitCancelled(long submission, Duration atMost) {
    return await("submission " + submission + " to be cancelled")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> read(submission), now -> now.path("state").asString().equals("cancelled"));
  }

  private static void awaitLog(long submission, String words) {
    await("the log to say " + words)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                organiser
                    .getText("/submissions/" + submission + "/log.txt")
                    .body()
                    .contains(words));
  }

  /** What the engine itself says of this site's containers that run. */
  private static int runningContainers() throws IOException {
    var filter =
        "filters={\"status\":[\"running\"],\"label\":[\"dev.assay.site=" + site.url() + "\"]}";
    var call =
        new ProcessBuilder(
                "curl",
                "-sSG",
                "--unix-socket",
                "/var/run/docker.sock",
                "--data-urlencode",
                filter,
                "http://engine/containers/json")
            .redirectErrorStream(true)
            .start();
    try (var answer = call.getInputStream()) {
      return Json.MAPPER.readTree(new String(answer.readAllBytes(), StandardCharsets.UTF_8)).size();
    }
  }

  @Test
  void what_predicts_is_gone_within_seconds_by_the_command_line_too() throws Exception {
    var submission = submit(SLOW);
    awaitLog(submission, "predicting");
    assertThat(runningContainers()).isPositive();
    var token =
        Files.writeString(
            Files.createTempFile("token", ""),
            Http.tokenOf(site, "admin", site.secret("admin-password")));

    var command =
        Home.assay(
                List.of(
                    "cancel",
                    "--site=" + site.url(),
                    "--token-file=" + token,
                    Long.toString(submission)))
            .start();
    var ended = awaitCancelled(submission, SOON.plusSeconds(60));

    assertThat(runningContainers()).isZero();
    assertThat(ended.path("line").asString()).contains("says that its containers are gone");
    assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).isZero();
  }

  @Test
  void what_is_scored_is_gone_within_seconds() throws Exception {
    var submission = submit(SLOWLY_SCORED);
    awaitLog(submission, "scoring");

    cancel(submission);

    awaitCancelled(submission, SOON);
    assertThat(runningContainers()).isZero();
  }

  @Test
  void what_waits_ends_at_once() throws Exception {
    var running = submit(SLOW);
    awaitLog(running, "predicting");
    var waiting = submit(SLOW);

    cancel(waiting);

    assertThat(read(waiting).path("state").asString()).isEqualTo("cancelled");
    assertThat(read(waiting).path("line").asString()).isEqualTo("Cancelled before it ran");
    cancel(running);
    awaitCancelled(running, SOON);
    assertThat(runningContainers()).isZero();
  }

  @Test
  void a_worker_that_stands_still_is_not_waited_for_longer_than_its_lease() throws Exception {
    var submission = submit(SLOW);
    awaitLog(submission, "predicting");
    var worker = site.process("worker").pid();
    signal("STOP", worker);
    try {
      cancel(submission);
      var line = read(submission).path("line").asString();
      assertThat(line).contains("waiting for the worker's word", "the end of its lease at");

      var ended = awaitCancelled(submission, Duration.ofSeconds(30));

      assertThat(ended.path("line").asString()).contains("Cancelled by the end of the lease at");
    } finally {
      signal("CONT", worker);
    }
    await("the worker to kill its containers itself")
        .atMost(Duration.ofSeconds(60))
        .until(() -> runningContainers() == 0);
  }

  private static void signal(String name, long process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
  }
}

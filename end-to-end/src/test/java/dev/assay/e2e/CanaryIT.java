package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The site's own test runs, on a real worker and in real containers. */
class CanaryIT {
  private static final String SCORER =
      """
      import pathlib
      pathlib.Path("/app/output/scores.json").write_text('{"score": 1}')
      """;

  private RunningSite site;
  private Http organiser;
  private @Nullable Process worker;

  @BeforeEach
  void start() {
    site =
        RunningSite.start(
            "canary",
            "--no-worker",
            "--set=assay.canary.every=2s",
            "--set=assay.canary.patience=4s");
    organiser = Http.as(site, "admin", site.secret("admin-password"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    endWorker();
    site.close();
  }

  private void startWorker(String token) throws IOException {
    var builder =
        Home.assay(
            List.of(
                "worker",
                "--site=" + site.url(),
                "--name=lab",
                "--slots=1",
                "--grace=0",
                "--data=" + site.data().resolve("lab")));
    builder.environment().put("ASSAY_WORKER_TOKEN", token);
    worker =
        builder
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(site.data().resolve("lab.log").toFile()))
            .start();
  }

  private void endWorker() throws InterruptedException {
    if (worker != null) {
      worker.destroy();
      if (!worker.waitFor(20, TimeUnit.SECONDS)) {
        worker.destroyForcibly().waitFor();
      }
      worker = null;
    }
  }

  private JsonNode awaitQueue(String what, Predicate<JsonNode> wanted) {
    return await(what)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> organiser.get("/api/v1/queues/1"), wanted);
  }

  private String token() {
    return organiser
        .postJson("/api/v1/queues/1/tokens", Map.of("name", "lab"))
        .path("token")
        .asString();
  }

  @Test
  void a_queue_in_which_nothing_ever_ran_is_tried_once_a_competition_names_an_image()
      throws Exception {
    startWorker(token());
    Benchmark.upload(organiser, Benchmark.bundle(SCORER, Benchmark.OPEN_PHASE));

    var proven = awaitQueue("a test run to be scored", queue -> !queue.path("provenAt").isNull());
    assertThat(proven.path("lastTry").path("image").asString())
        .as(proven.toString())
        .isEqualTo("assay/python:3.11");
    assertThat(organiser.getText("/queues/1").body())
        .contains("The site tried this queue", "assay/python:3.11");
  }

  @Test
  void a_queue_is_tried_by_itself_fails_without_its_worker_and_is_well_again_with_it()
      throws Exception {
    var token = token();
    startWorker(token);
    var benchmark = Benchmark.upload(organiser, Benchmark.bundle(SCORER, Benchmark.OPEN_PHASE));
    var first = benchmark.submit(organiser, Benchmark.zip(Map.of("answer.txt", "1")));
    Benchmark.awaitFinal(organiser, first);

    // On a busy machine a run may take longer than the patience, and come through all the same.
    awaitQueue(
        "a test run to be scored",
        queue -> !queue.path("provenAt").isNull() && queue.path("trouble").isNull());

    endWorker();
    awaitQueue(
        "a test run to fail for want of a worker",
        queue -> queue.path("trouble").asString("").contains("No worker has asked for it"));

    startWorker(token);
    awaitQueue("a test run to be scored again", queue -> queue.path("trouble").isNull());
    assertThat(organiser.getText("/queues/1").body()).contains("test run was last scored");
    assertThat(organiser.getText("/competitions").body()).doesNotContain("Canary");
  }
}

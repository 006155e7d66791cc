package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Workers at a real broker: Assay's, and those that speak Celery from Debian's packages. */
class BrokerIT {
  private static final String SUBMISSION =
      """
      import pathlib, sys
      pathlib.Path("/app/output/answer.txt").write_text("42")
      print("predicted")
      print("with a warning", file=sys.stderr)
      """;

  private static final String SCORER =
      """
      import json, pathlib
      answer = pathlib.Path("/app/input/res/answer.txt").read_text()
      pathlib.Path("/app/output/scores.json").write_text(json.dumps({"score": int(answer)}))
      print("scored")
      """;

  /** A node's name that says nothing of its machine. */
  private static final String FREELY_CHOSEN = "vision-lab";

  private static Rabbit rabbit;
  private static RunningSite site;
  private static Http organiser;
  private static Benchmark benchmark;

  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void start() {
    rabbit = Rabbit.start();
    site =
        RunningSite.start(
            "broker",
            "--no-worker",
            "--broker=" + rabbit.vhost("site"),
            "--broker-management=" + rabbit.management());
    organiser = Http.as(site, "admin", site.secret("admin-password"));
    benchmark = Benchmark.upload(organiser, Benchmark.bundle(SCORER, Benchmark.OPEN_PHASE));
  }

  @AfterAll
  static void stop() {
    try (var broker = rabbit) {
      site.close();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    for (var process : started) {
      var children = process.descendants().toList();
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void launch(String name, ProcessBuilder builder, Map<String, String> environment)
      throws IOException {
    builder.environment().putAll(environment);
    started.add(
        builder
            .redirectErrorStream(true)
            .redirectOutput(site.data().resolve(name + ".log").toFile())
            .start());
  }

  private void worker(String name, String broker, String... more) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                "worker",
                "--name=" + name,
                "--slots=1",
                "--grace=0",
                "--data=" + site.data().resolve("at-broker-" + name)));
    words.addAll(List.of(more));
    launch(name, Home.assay(words), Map.of("ASSAY_BROKER", broker));
  }

  private static Path script(String name) {
    return Home.FOLDER.resolve("end-to-end/src/test/resources/celery").resolve(name);
  }

  private static long submit() {
    return benchmark.submit(organiser, Benchmark.code(SUBMISSION));
  }

  private static void assertScored(long submission, String worker) {
    var ended = Benchmark.awaitFinal(organiser, submission);
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("finished");
    assertThat(ended.path("scores").path("score").asInt()).isEqualTo(42);
    assertThat(ended.path("evaluations").get(0).path("worker").asString()).isEqualTo(worker);
  }

  private static String log(long submission) {
    return organiser.getText("/submissions/" + submission + "/log.txt").body();
  }

  @Test
  void an_assay_worker_claims_what_it_finds_at_the_broker_and_outlives_the_brokers_restart()
      throws IOException {
    rabbit.publish("site", "garbage that nobody can run");
    worker("assay-lab", rabbit.vhost("site"));
    assertScored(submit(), "assay-lab");
    rabbit.restart();
    assertScored(submit(), "assay-lab");
    assertThat(organiser.getText("/queues/1").body()).contains("assay-lab");
  }

  private void celery(String node, Map<String, String> more) throws IOException {
    var environment = new HashMap<>(more);
    environment.put("BROKER_URL", rabbit.vhost("site"));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    var words = "/usr/bin/python3 -m celery -A stock_worker worker -l info -n " + node;
    launch(node, new ProcessBuilder(words.split(" ")).directory(script("").toFile()), environment);
  }

  @Test
  void a_celery_worker_runs_what_the_site_offers() throws IOException {
    celery("compute-worker@%n", Map.of());
    // Its signs of life come first, as a worker's do that has waited for work.
    var name = awaitCelery(known -> !known.equals(FREELY_CHOSEN));
    var submission = submit();
    assertScored(submission, name);
    assertThat(celeryWorkers(name)).as("one worker, under one name").containsExactly(name);
    assertThat(log(submission))
        .contains("predicted by Celery")
        .contains("score.program: not delivered by the worker");
  }

  @Test
  void a_score_that_is_no_number_ends_a_celery_workers_run_at_once_under_its_one_name()
      throws IOException {
    var node = "compute-worker@" + FREELY_CHOSEN;
    celery(node, Map.of("SCORE", "NaN"));
    awaitCelery(FREELY_CHOSEN::equals);
    var log = site.data().resolve(node + ".log");
    await("that the site asks it to tell of its tasks")
        .atMost(Duration.ofSeconds(120))
        .until(() -> Files.readString(log).contains("Events of group {task} enabled by remote"));
    var submission = submit();
    var ended = Benchmark.awaitFinal(organiser, submission);
    var failure = ended.path("evaluations").get(0).path("failure");
    assertThat(failure.path("cause").asString()).as(ended.toString()).isEqualTo("SCORES_INVALID");
    assertThat(failure.path("fault").asString()).isEqualTo("ORGANISER");
    assertThat(log(submission)).contains("scored by Celery").contains("The worker broke off");
    assertThat(ended.path("evaluations").get(0).path("worker").asString())
        .as("of all that there are, one did it")
        .isEqualTo(FREELY_CHOSEN);
  }

  /** Names of those of Codabench's workers that are on this machine, by whatever name of it. */
  private static List<String> celeryWorkers(String machine) {
    return organiser
        .get("/api/v1/queues/1")
        .path("workers")
        .valueStream()
        .filter(worker -> worker.path("version").asString().startsWith("Codabench worker"))
        .map(worker -> worker.path("name").asString())
        .filter(name -> name.equals(machine) || name.startsWith(machine + "."))
        .toList();
  }

  private static String awaitCelery(Predicate<String> wanted) {
    return await("a sign of life of Celery's worker")
        .atMost(Duration.ofSeconds(120))
        .until(
            () ->
                organiser
                    .get("/api/v1/queues/1")
                    .path("workers")
                    .valueStream()
                    .filter(worker -> worker.path("version").asString().contains("Celery"))
                    .map(worker -> worker.path("name").asString())
                    .filter(wanted)
                    .toList(),
            known -> !known.isEmpty())
        .getFirst();
  }

  @Test
  void an_assay_worker_serves_a_site_that_sends_celery_tasks() throws IOException {
    launch(
        "producer",
        new ProcessBuilder("/usr/bin/python3", script("producer.py").toString()),
        Map.of("FROM", rabbit.vhost("site"), "TO", rabbit.vhost("foreign")));
    worker("for-codabench", rabbit.vhost("foreign"));
    var submission = submit();
    assertScored(submission, "for-codabench");
    assertThat(log(submission))
        .contains("predicted\n")
        .contains("with a warning\n")
        .contains("scored\n")
        .doesNotContain("not delivered");
  }

  @Test
  void a_failure_at_such_a_site_has_its_cause_and_the_lines_that_matter() throws IOException {
    worker("at-fault", rabbit.vhost("site"), "--codabench");
    var broken = benchmark.submit(organiser, Benchmark.code("raise ValueError('too tired')\n"));
    var ended = Benchmark.awaitFinal(organiser, broken);
    var failure = ended.path("evaluations").get(0).path("failure");
    assertThat(failure.path("fault").asString()).as(ended.toString()).isEqualTo("PARTICIPANT");
    assertThat(failure.path("cause").asString()).isEqualTo("SUBMISSION_PROGRAM_FAILED");
    assertThat(failure.toString()).contains("too tired");
  }
}

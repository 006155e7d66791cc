package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.assay.contract.Json;
import dev.assay.contract.codabench.BrokerUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker for a Codabench site that is not Assay: its messages in a real RabbitMQ, its calls at a
 * stub that knows the recorded protocol alone. What the worker said is held against transcripts.
 */
class CodabenchSiteIT {
  private static final String QUEUE = "compute-worker";
  private static final UUID SECRET = UUID.fromString("6a1f0e9c-40f0-4c58-9a87-5d2d6f0f7c11");

  private static RabbitNode rabbit;
  private static Connection connection;
  private static Channel channel;

  @TempDir Path root;
  private WorkerLab lab;
  private CodabenchSite site;

  @BeforeAll
  static void startBroker() throws Exception {
    rabbit = RabbitNode.start();
    connection = rabbit.connect();
    channel = connection.createChannel();
    // As the site's Celery declares it.
    channel.queueDeclare(QUEUE, true, false, false, Map.of("x-max-priority", 10));
  }

  @AfterAll
  static void stopBroker() throws IOException {
    try (var node = rabbit) {
      connection.abort();
    }
  }

  @BeforeEach
  void start() throws IOException {
    channel.queuePurge(QUEUE);
    lab = new WorkerLab(root);
    lab.broker = source(BrokerSource.Opened.NOTHING);
    site = new CodabenchSite(SECRET.toString());
    site.holds("submission", WorkerLab.zip(Map.of("metadata.yaml", "command: predict")));
    site.holds("scoring", WorkerLab.zip(Map.of("metadata.yaml", "command: score")));
    site.holds("reference", WorkerLab.zip(Map.of("truth.txt", "1")));
    site.holds("input", WorkerLab.zip(Map.of("in.txt", "2")));
    lab.runs(
        "predict",
        process -> {
          process.out("predicting\n");
          process.err("careful\n");
          process.write("/app/output/answer.txt", "42");
          return 0;
        });
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    lab.stop(Duration.ofSeconds(10));
    lab.close();
    site.close();
    assertThat(lab.engine.open()).isZero();
    assertThat(channel.messageCount(QUEUE)).as("messages left over").isZero();
  }

  private static BrokerSource source(BrokerSource.Opened opened) {
    return new BrokerSource(BrokerUrl.parse(rabbit.url()), null, false, opened);
  }

  private Map<String, Object> args(boolean isScoring) {
    var args = new LinkedHashMap<String, Object>();
    args.put("user_pk", 4);
    args.put("id", 17);
    args.put("submissions_api_url", site.address() + "/api");
    // As kombu 5.3 and later write a uuid.
    args.put(
        "secret",
        Map.of("__type__", "uuid", "__value__", Map.of("hex", SECRET.toString().replace("-", ""))));
    args.put("docker_image", WorkerLab.IMAGE);
    args.put("execution_time_limit", 30);
    args.put("is_scoring", isScoring);
    args.put("ingestion_only_during_scoring", false);
    args.put("prediction_result", site.signed("prediction_result"));
    return args;
  }

  private Map<String, Object> predict() {
    var args = args(false);
    args.put("program_data", site.signed("submission"));
    args.put("input_data", site.signed("input"));
    for (var name : List.of("stdout", "stderr", "ingestion_stdout", "ingestion_stderr")) {
      args.put("prediction_" + name, site.signed("prediction_" + name));
    }
    return args;
  }

  private Map<String, Object> score() {
    var args = args(true);
    args.put("program_data", site.signed("scoring"));
    args.put("reference_data", site.signed("reference"));
    args.put("scoring_result", site.signed("scoring_result"));
    args.put("detailed_results_url", site.signed("detailed_results"));
    for (var name : List.of("stdout", "stderr", "ingestion_stdout", "ingestion_stderr")) {
      args.put("scoring_" + name, site.signed("scoring_" + name));
    }
    return args;
  }

  /** As Celery publishes it, protocol 2. */
  private static UUID publish(Map<String, Object> args) throws IOException {
    var task = UUID.randomUUID();
    var headers = new HashMap<String, @Nullable Object>();
    headers.put("lang", "py");
    headers.put("task", "compute_worker_run");
    headers.put("id", task.toString());
    headers.put("root_id", task.toString());
    headers.put("retries", 0);
    headers.put("timelimit", Arrays.asList(null, 1230));
    headers.put("argsrepr", "({…},)");
    headers.put("kwargsrepr", "{}");
    headers.put("origin", "gen7@site");
    headers.put("ignore_result", false);
    headers.put("replaced_task_nesting", 0);
    headers.put("stamps", Map.of());
    for (var none : List.of("parent_id", "group", "eta", "expires", "shadow", "group_index")) {
      headers.put(none, null);
    }
    var body =
        "[[%s], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]"
            .formatted(Json.MAPPER.writeValueAsString(args));
    var properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("utf-8")
            .deliveryMode(2)
            .priority(Boolean.TRUE.equals(args.get("is_scoring")) ? 10 : 0)
            .correlationId(task.toString())
            .replyTo(UUID.randomUUID().toString())
            .headers(headers)
            .build();
    channel.basicPublish("", QUEUE, properties, body.getBytes(StandardCharsets.UTF_8));
    return task;
  }

  /** As Celery's remote control tells all workers. */
  private static void revoke(UUID task) throws IOException {
    var order =
        "{\"method\": \"revoke\", \"arguments\": {\"task_id\": [\"%s\"], \"terminate\": true, \"signal\": \"SIGTERM\"}, \"destination\": null, \"pattern\": null, \"matcher\": null}"
            .formatted(task);
    channel.basicPublish("celery.pidbox", "", null, order.getBytes(StandardCharsets.UTF_8));
  }

  private void awaitLine(String begin) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> site.transcript().stream().anyMatch(line -> line.startsWith(begin)));
  }

  private static List<String> heard(List<String> lines, boolean bySocket) {
    return lines.stream().filter(line -> line.startsWith("WS ") == bySocket).toList();
  }

  private void assertSaid(String golden) throws IOException {
    try (var in = getClass().getResourceAsStream("/codabench/" + golden + ".transcript")) {
      var lines =
          new String(Objects.requireNonNull(in, golden).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(heard(site.transcript(), false))
                    .containsExactlyElementsOf(heard(lines, false));
                assertThat(heard(site.transcript(), true))
                    .containsExactlyInAnyOrderElementsOf(heard(lines, true));
              });
    }
  }

  @Test
  void the_prediction_step_is_reported_as_the_sites_own_worker_does() throws IOException {
    lab.start();
    publish(predict());
    assertSaid("predict");
  }

  @Test
  void the_scoring_step_waits_for_predictions_and_posts_scores_before_the_end() throws IOException {
    site.latePredictions.add(CodabenchSite.NOT_THERE);
    site.latePredictions.add(new byte[0]);
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    lab.runs(
        "score",
        process -> {
          process.out(process.read("/app/input/res/answer.txt"));
          process.out(process.read("/app/input/ref/truth.txt"));
          process.write("/app/output/scores.json", "{\"accuracy\": 0.75}");
          process.write("/app/output/detailed_results.html", "<p>page</p>");
          return 0;
        });
    lab.start();
    publish(score());
    assertSaid("score");
  }

  @Test
  void a_failing_submission_goes_on_to_scoring_with_its_log_as_these_sites_expect()
      throws IOException {
    lab.runs(
        "predict",
        process -> {
          process.err("ValueError: too tired\n");
          return 1;
        });
    lab.start();
    publish(predict());
    assertSaid("predict-failed");
  }

  @Test
  void a_scorer_without_scores_is_told_as_such() throws IOException {
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    lab.runs("score", process -> 0);
    lab.start();
    publish(score());
    assertSaid("score-missing");
  }

  @Test
  void data_is_fetched_once_for_all_steps_whatever_its_signature() throws IOException {
    lab.start();
    publish(predict());
    awaitLine("PATCH /api/submissions/17/ status=Scoring");
    publish(predict());
    await()
        .until(
            () ->
                site.transcript().stream().filter(line -> line.contains("status=Scoring")).count()
                    == 2);
    assertThat(site.transcript()).containsOnlyOnce("GET input");
    assertThat(site.transcript().stream().filter("GET submission"::equals)).hasSize(2);
  }

  @Test
  void what_cannot_be_fetched_ends_the_submission_instead_of_leaving_it_hanging()
      throws IOException {
    var args = predict();
    args.put("input_data", site.signed("no-such-thing"));
    lab.start();
    publish(args);
    awaitLine("PATCH /api/submissions/17/ status=Failed");
    assertThat(site.transcript().getLast()).contains("input-data cannot be had");
  }

  @Test
  void a_revoked_step_is_stopped_its_log_kept_and_nothing_more_is_said() throws Exception {
    var begun = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          process.out("so far\n");
          begun.countDown();
          return process.hang();
        });
    lab.start();
    var task = publish(predict());
    begun.await();
    revoke(task);
    assertSaid("revoked");
    await().until(() -> lab.engine.open() == 0);
  }

  @Test
  void a_step_revoked_while_it_waits_is_never_begun() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          begun.countDown();
          end.await();
          return 0;
        });
    lab.start();
    publish(predict());
    begun.await();
    var waiting = args(false);
    waiting.put("id", 18);
    waiting.put("program_data", site.signed("submission"));
    revoke(publish(waiting));
    end.countDown();
    awaitLine("PATCH /api/submissions/17/ status=Scoring");
    await().until(() -> channel.messageCount(QUEUE) == 0);
    lab.stop(Duration.ofSeconds(10));
    assertThat(site.transcript()).noneMatch(line -> line.contains("/submissions/18/"));
  }

  @Test
  void a_site_that_is_in_trouble_is_told_again_and_one_that_refuses_is_left_alone()
      throws IOException {
    site.patchAnswers.addAll(List.of(503, 503));
    lab.start();
    publish(predict());
    awaitLine("PATCH /api/submissions/17/ status=Scoring");
    assertThat(site.transcript().subList(0, 3)).allMatch(line -> line.contains("status=Running"));

    site.patchAnswers.add(403);
    int before = site.transcript().size();
    publish(predict());
    await().until(() -> site.transcript().size() > before);
    await().during(Duration.ofMillis(300)).until(() -> site.transcript().size() == before + 1);
  }

  @Test
  void what_a_site_in_trouble_was_not_told_is_begun_again_later() throws IOException {
    site.patchAnswers.addAll(List.of(503, 503, 503, 503, 503));
    lab.start();
    publish(predict());
    awaitLine("PATCH /api/submissions/17/ status=Scoring");
  }

  @Test
  void ingestion_during_scoring_gets_what_the_workers_owner_opens_and_nothing_else()
      throws Exception {
    var seen = new AtomicInteger();
    lab.runs(
        "ingest",
        process -> {
          seen.set(process.exists("/app/input/ref/truth.txt") ? 1 : 0);
          process.write("/app/output/scores.json", "{\"n\": 1}");
          return 0;
        });
    lab.runs("score", process -> 0);
    site.holds("ingestion", WorkerLab.zip(Map.of("metadata.yaml", "command: ingest")));
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    var args = score();
    args.put("ingestion_only_during_scoring", true);
    args.put("ingestion_program", site.signed("ingestion"));
    lab.start();
    publish(args);
    awaitLine("PATCH /api/submissions/17/ status=Failed");
    assertThat(seen).as("closed unless opened").hasValue(0);
    lab.stop(Duration.ofSeconds(10));

    lab.broker = source(new BrokerSource.Opened(true, true));
    lab.start();
    publish(args);
    awaitLine("PATCH /api/submissions/17/ status=Finished");
    assertThat(seen).hasValue(1);
    assertThat(site.transcript()).contains("POST /api/upload_submission_scores/17/ {\"n\":1}");
  }
}

package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final UUID SECRET = UUID.fromString("6a1f0e9c-40f0-4c58-9a87-5d2d6f0f7c11");

  private static CodabenchCelery celery;

  @TempDir Path root;
  private WorkerLab lab;
  private CodabenchSite site;
  private StepMessages messages;

  @BeforeAll
  static void startBroker() throws Exception {
    celery = CodabenchCelery.start();
  }

  @AfterAll
  static void stopBroker() throws IOException {
    celery.close();
  }

  @BeforeEach
  void start() throws IOException {
    celery.purge();
    lab = new WorkerLab(root);
    lab.broker = celery.source(BrokerSource.Opened.NOTHING);
    site = new CodabenchSite(SECRET.toString());
    messages = new StepMessages(site, SECRET);
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
    assertThat(celery.waiting()).as("messages left over").isZero();
  }

  private void awaitLine(String begin) {
    await().until(() -> site.transcript().stream().anyMatch(line -> line.startsWith(begin)));
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
    celery.publish(messages.predict());
    assertSaid("predict");
  }

  @Test
  void the_scoring_step_waits_for_predictions_and_posts_scores_at_the_end() throws IOException {
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
    celery.publish(messages.score());
    assertSaid("score");
  }

  /** A scoring step that leaves these scores. */
  private void score(String json) throws IOException {
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    lab.runs(
        "score",
        process -> {
          process.write("/app/output/scores.json", json);
          return 0;
        });
    lab.start();
    celery.publish(messages.score());
  }

  private List<String> ending() {
    return site.transcript().stream()
        .dropWhile(line -> !line.contains("status=Finished"))
        .map(line -> line.replaceAll("/api/\\w+/17/ ", ""))
        .toList();
  }

  private void awaitEnding(String... calls) {
    await().untilAsserted(() -> assertThat(ending()).containsExactly(calls));
  }

  @Test
  void scores_that_arrived_though_the_site_failed_are_not_added_again() throws IOException {
    site.keepsScoresAndFails = true;
    site.scoreAnswers.add(500);
    score("{\"accuracy\": 0.75}");
    awaitEnding(
        "PATCH status=Finished -> 200", "POST {\"accuracy\":0.75}", "PATCH status=Finished -> 200");
  }

  @Test
  void scores_that_did_not_arrive_are_posted_again() throws IOException {
    site.scoreAnswers.add(502);
    score("{\"accuracy\": 0.75}");
    awaitEnding(
        "PATCH status=Finished -> 200",
        "POST {\"accuracy\":0.75}",
        "PATCH status=Finished -> 200",
        "POST {\"accuracy\":0.75}");
  }

  @Test
  void scores_that_the_site_never_takes_end_the_submission_and_the_message_is_not_given_back()
      throws IOException {
    site.scoreAnswers.addAll(List.of(500, 500, 500));
    score("{\"accuracy\": 0.75}");
    awaitLine("PATCH /api/submissions/17/ status=Failed");
    assertThat(ending()).filteredOn(line -> line.startsWith("POST")).hasSize(3);
    assertThat(ending().getLast()).contains("The site did not take the scores", "HTTP 500");
    await().until(() -> celery.waiting() == 0);
  }

  @Test
  void a_worker_that_scores_again_what_another_posted_adds_nothing() throws Exception {
    site.hasScores("{\"accuracy\": 0.75}");
    score("{\"accuracy\": 0.75}");
    awaitLine("PATCH /api/submissions/17/ status=Finished");
    lab.stop(Duration.ofSeconds(10));
    assertThat(site.transcript()).noneMatch(line -> line.startsWith("POST"));
  }

  @Test
  void what_is_no_number_is_left_out_since_the_site_alone_knows_its_columns() throws IOException {
    score(
        """
        {"accuracy": 0.75, "per_class": [1, 2], "note": "none", "text": "0.5", "wide": 1e300, "nan": NaN}""");
    awaitLine("POST");
    assertThat(site.transcript())
        .filteredOn(line -> line.startsWith("POST"))
        .singleElement()
        .asString()
        .contains("\"accuracy\":0.75", "\"text\":0.5")
        .doesNotContain("per_class", "note", "wide", "nan");
  }

  @Test
  void scores_of_which_none_is_a_number_fail_and_say_why() throws IOException {
    score("{\"accuracy\": NaN}");
    awaitLine("PATCH /api/submissions/17/ status=Failed");
    assertThat(site.transcript().getLast()).contains("Could not decode scores", "not finite");
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
    celery.publish(messages.predict());
    assertSaid("predict-failed");
  }

  @Test
  void a_scorer_without_scores_is_told_as_such() throws IOException {
    site.holds("prediction_result", WorkerLab.zip(Map.of("answer.txt", "42")));
    lab.runs("score", process -> 0);
    lab.start();
    celery.publish(messages.score());
    assertSaid("score-missing");
  }

  @Test
  void data_is_fetched_once_for_all_steps_whatever_its_signature() throws IOException {
    lab.start();
    celery.publish(messages.predict());
    awaitLine("PATCH /api/submissions/17/ status=Scoring");
    celery.publish(messages.predict());
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
    var args = messages.predict();
    args.put("input_data", site.signed("no-such-thing"));
    lab.start();
    celery.publish(args);
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
    var task = celery.publish(messages.predict());
    begun.await();
    celery.revoke(task);
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
    celery.publish(messages.predict());
    begun.await();
    var waiting = messages.args(false);
    waiting.put("id", 18);
    waiting.put("program_data", site.signed("submission"));
    celery.revoke(celery.publish(waiting));
    end.countDown();
    awaitLine("PATCH /api/submissions/17/ status=Scoring");
    await().until(() -> celery.waiting() == 0);
    lab.stop(Duration.ofSeconds(10));
    assertThat(site.transcript()).noneMatch(line -> line.contains("/submissions/18/"));
  }

  @Test
  void a_step_revoked_while_it_waits_for_predictions_gives_its_slot_to_the_next() throws Exception {
    lab.start();
    var task = celery.publish(messages.score());
    awaitLine("GET prediction_result");
    celery.revoke(task);
    celery.publish(messages.predict());
    await()
        .atMost(WorkerLab.STORAGE_PATIENCE.dividedBy(2))
        .until(() -> site.transcript().stream().anyMatch(line -> line.contains("=Scoring")));
    assertThat(site.transcript()).noneMatch(line -> line.contains("status=Failed"));
  }

  @Test
  void a_site_that_is_in_trouble_is_told_again_and_one_that_refuses_is_left_alone()
      throws IOException {
    site.patchAnswers.addAll(List.of(503, 503));
    lab.start();
    celery.publish(messages.predict());
    awaitLine("PATCH /api/submissions/17/ status=Scoring");
    assertThat(site.transcript().subList(0, 3)).allMatch(line -> line.contains("status=Running"));

    site.patchAnswers.add(403);
    int before = site.transcript().size();
    celery.publish(messages.predict());
    await().until(() -> site.transcript().size() > before);
    await().during(Duration.ofMillis(300)).until(() -> site.transcript().size() == before + 1);
  }

  @Test
  void what_a_site_in_trouble_was_not_told_is_begun_again_later() throws IOException {
    site.patchAnswers.addAll(List.of(503, 503, 503, 503, 503));
    lab.start();
    celery.publish(messages.predict());
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
    var args = messages.score();
    args.put("ingestion_only_during_scoring", true);
    args.put("ingestion_program", site.signed("ingestion"));
    lab.start();
    celery.publish(args);
    awaitLine("PATCH /api/submissions/17/ status=Failed");
    assertThat(seen).as("closed unless opened").hasValue(0);
    lab.stop(Duration.ofSeconds(10));

    lab.broker = celery.source(new BrokerSource.Opened(true, true));
    lab.start();
    celery.publish(args);
    awaitLine("POST /api/upload_submission_scores/17/ {\"n\":1}");
    assertThat(seen).hasValue(1);
  }
}

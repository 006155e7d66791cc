package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A worker carries out the steps of a Codabench site, and tells it of them in its way. */
class CodabenchSiteIT extends AtCodabenchSite {

  @Test
  void the_prediction_step_is_reported_as_the_sites_own_worker_does() throws IOException {
    lab.start();
    celery.publish(messages.predict());
    assertSaid("predict");
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

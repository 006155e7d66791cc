package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static dev.assay.worker.WorkerLab.result;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.contract.Sha256;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A run on its way from the claim to the report. */
class WorkerRunTest extends InTheLab {
  @Test
  void a_run_is_claimed_carried_out_stored_and_reported() throws IOException {
    lab.runs(
            "predict",
            process -> {
              process.out("predicting");
              process.write("/app/output/answers.txt", "1 2 3");
              return 0;
            })
        .runs(
            "score",
            process -> {
              process.write("/app/output/scores.json", "{\"n\": 0.5}");
              process.write("/app/output/detailed_results.html", "<p>page</p>");
              return 0;
            });
    lab.start();
    var attempt = lab.give();
    var result = result(attempt);
    assertThat(result.outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(result.outcome().scores()).containsOnlyKeys("n");
    assertThat(result.imageUsed()).isEqualTo(WorkerLab.IMAGE);
    assertThat(result.steps()).hasSize(2);
    assertThat(result.stored())
        .containsOnlyKeys(
            UploadKind.PREDICTIONS, UploadKind.SCORING_OUTPUT, UploadKind.DETAILED_RESULTS);
    assertThat(unzip(lab.site.upload("predictions-1"))).containsEntry("answers.txt", "1 2 3");
    assertThat(unzip(lab.site.upload("scoring-1"))).containsKeys("scores.json", "metadata");
    assertThat(lab.site.upload("page-1")).asString().isEqualTo("<p>page</p>");
    var stored = requireNonNull(result.stored().get(UploadKind.PREDICTIONS));
    assertThat(stored.size()).isEqualTo(lab.site.upload("predictions-1").length);
    assertThat(stored.sha256()).isEqualTo(Sha256.hex(lab.site.upload("predictions-1")));
  }

  @Test
  void what_is_small_comes_with_the_report_where_the_site_takes_it() throws IOException {
    lab.runs(
            "predict",
            process -> {
              process.write("/app/output/answers.txt", "1 2 3");
              return 0;
            })
        .runs(
            "score",
            process -> {
              process.write("/app/output/scores.json", "{\"n\": 0.5}");
              process.write("/app/output/detailed_results.html", "<p>page</p>".repeat(100));
              return 0;
            });
    lab.start();
    lab.maxEnclosed = 1000;
    var attempt = lab.give();
    var stored = result(attempt).stored();
    assertThat(unzip(content(stored, UploadKind.PREDICTIONS)))
        .containsEntry("answers.txt", "1 2 3");
    assertThat(unzip(content(stored, UploadKind.SCORING_OUTPUT))).containsKeys("scores.json");
    assertThat(requireNonNull(stored.get(UploadKind.DETAILED_RESULTS)).content()).isNull();
    assertThat(lab.site.hasUpload("predictions-1")).isFalse();
    assertThat(lab.site.hasUpload("page-1")).isTrue();
  }

  private static byte[] content(Map<UploadKind, StoredObject> stored, UploadKind kind) {
    var object = requireNonNull(stored.get(kind));
    var content = requireNonNull(object.content());
    assertThat(object.size()).isEqualTo(content.length);
    assertThat(object.sha256()).isEqualTo(Sha256.hex(content));
    return content;
  }

  @Test
  void every_byte_of_the_logs_is_at_the_site_before_the_result() throws IOException {
    var text = "0123456789".repeat(90_000);
    lab.runs(
        "predict",
        process -> {
          process.out(text);
          process.err("the end");
          return 0;
        });
    lab.start();
    var attempt = lab.give();
    var result = result(attempt);
    assertThat(attempt.log(LogStream.PREDICT_PROGRAM_STDOUT)).isEqualTo(text);
    assertThat(attempt.log(LogStream.PREDICT_PROGRAM_STDERR)).isEqualTo("the end");
    assertThat(attempt.log(LogStream.WORKER)).contains("Worker lab (Fake 1) takes attempt 1.");
    result
        .logBytes()
        .forEach(
            (stream, length) ->
                assertThat((long) attempt.bytesWhenDone(stream))
                    .as("%s", stream)
                    .isEqualTo(length));
  }

  @Test
  void a_log_can_be_read_while_its_program_still_runs() throws IOException {
    var seen = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          process.out("so far");
          seen.await();
          return 0;
        });
    lab.start();
    var attempt = lab.give();
    await().until(() -> attempt.log(LogStream.PREDICT_PROGRAM_STDOUT).equals("so far"));
    await().until(() -> attempt.activities().contains(Activity.RUNNING));
    seen.countDown();
    assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.SCORED);
  }

  @Test
  void predictions_are_stored_while_they_are_scored() throws IOException {
    lab.runs(
        "score",
        process -> {
          await().until(() -> lab.site.hasUpload("predictions-1"));
          process.write("/app/output/scores.json", "{\"n\": 1}");
          return 0;
        });
    lab.start();
    assertThat(result(lab.give()).outcome().kind()).isEqualTo(Kind.SCORED);
  }

  @Test
  void the_site_hears_that_predictions_are_stored_while_they_are_scored() throws IOException {
    var attempts = new AtomicReference<AttemptAtSite>();
    lab.runs(
        "score",
        process -> {
          await().until(() -> attempts.get() != null && attempts.get().predictions().isPresent());
          process.write("/app/output/scores.json", "{\"n\": 1}");
          return 0;
        });
    lab.start();
    var attempt = lab.give();
    attempts.set(attempt);
    var result = result(attempt);
    var said = attempt.predictions().orElseThrow();
    assertThat(said.predictions()).isEqualTo(result.stored().get(UploadKind.PREDICTIONS));
    assertThat(said.steps()).extracting(StepReport::step).containsExactly(Step.PREDICT);
  }

  @Test
  void predictions_too_large_to_keep_do_not_cost_the_score() throws IOException {
    lab.start();
    var result = result(lab.site.give(lab.order(lab.submission(), null, 10)));
    assertThat(result.outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(result.stored()).isEmpty();
    assertThat(result.warnings()).anyMatch(warning -> warning.contains("PREDICTIONS"));
  }

  @Test
  void stored_predictions_are_scored_without_a_submission() throws IOException {
    var whole = lab.order(lab.submission());
    var stored = lab.site.blob("predictions.zip", WorkerLab.zip(Map.of("answers.txt", "1")));
    lab.runs(
        "score",
        process -> {
          assertThat(process.read("/app/input/res/answers.txt")).isEqualTo("1");
          process.write("/app/output/scores.json", "{\"n\": 1}");
          return 0;
        });
    lab.start();
    var attempt = lab.site.give(WorkerLab.scoreOnly(whole, stored));
    assertThat(result(attempt).outcome().failure()).isNull();
    assertThat(result(attempt).steps()).extracting("step").containsExactly(Step.SCORE);
    assertThat(result(attempt).stored()).doesNotContainKey(UploadKind.PREDICTIONS);
  }

  @Test
  void several_slots_run_at_once_and_no_more() throws IOException {
    lab.slots = 2;
    var both = new CountDownLatch(2);
    lab.runs(
        "predict",
        _ -> {
          both.countDown();
          both.await();
          return 0;
        });
    lab.start();
    var first = lab.give();
    var second = lab.give();
    assertThat(result(first).outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(result(second).outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(lab.site.claims)
        .allSatisfy(
            claim -> assertThat(claim.freeSlots() + claim.running().size()).isLessThanOrEqualTo(2));
  }

  private static Map<String, String> unzip(byte[] zip) throws IOException {
    var files = new TreeMap<String, String>();
    try (var stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
        files.put(entry.getName(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}

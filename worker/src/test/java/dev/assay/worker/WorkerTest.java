package dev.assay.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.BlobLink;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.engine.EngineException;
import dev.assay.engine.Workspace;
import dev.assay.engine.testing.FakeEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
  @TempDir Path root;
  private WorkerLab lab;

  @BeforeEach
  void setUp() throws IOException {
    lab = new WorkerLab(root);
  }

  @AfterEach
  void tearDown() throws IOException, InterruptedException {
    lab.close();
    assertThat(lab.engine.open()).isZero();
  }

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
    assertThat(stored.sha256()).isEqualTo(hash(lab.site.upload("predictions-1")));
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
    var attempts = new AtomicReference<SiteStub.Attempt>();
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
  void files_are_fetched_once_and_shared_by_later_runs() throws IOException {
    var data = lab.site.blob("data.zip", WorkerLab.zip(Map.of("data.txt", "shared")));
    lab.runs(
        "predict",
        process -> {
          assertThat(process.read("/app/input_data/data.txt")).isEqualTo("shared");
          process.write("/app/input_data/data.txt", "changed");
          return 0;
        });
    lab.start();
    result(lab.site.give(lab.order(lab.submission(), data, 1 << 20)));
    long before = lab.site.fetchCount();
    var second = lab.site.give(lab.order(lab.submission(), data, 1 << 20));
    assertThat(result(second).steps().getFirst().exitCode()).isZero();
    assertThat(lab.site.fetchCount()).as("only the submission").isEqualTo(before + 1);
  }

  @Test
  void a_restarted_worker_still_has_its_cache() throws IOException, InterruptedException {
    var submission = lab.submission();
    lab.start();
    result(lab.site.give(lab.order(submission)));
    lab.stop(Duration.ofSeconds(5));
    long before = lab.site.fetchCount();
    lab.start();
    assertThat(result(lab.site.give(lab.order(submission))).outcome().kind())
        .isEqualTo(Kind.SCORED);
    assertThat(lab.site.fetchCount()).isEqualTo(before);
  }

  @Test
  void what_was_used_longest_ago_leaves_a_cache_that_is_too_full() throws IOException {
    lab.cacheBytes = 100;
    lab.start();
    var big = lab.site.blob("big.zip", WorkerLab.zip(Map.of("big", "x".repeat(80))));
    result(lab.site.give(lab.order(lab.submission(), big, 1 << 20)));
    var other = lab.site.blob("other.zip", WorkerLab.zip(Map.of("other", "y".repeat(90))));
    result(lab.site.give(lab.order(lab.submission(), other, 1 << 20)));
    var cache = root.resolve("worker/cache");
    await().until(() -> !Files.exists(cache.resolve(big.sha256())));
  }

  @Test
  void what_another_worker_left_behind_goes_once_its_deadline_has_passed() throws IOException {
    lab.start();
    var deadline = Instant.now();
    lab.engine.createWorkspace(
        new Workspace.Limits(1000, 10),
        RunLabels.of("http://elsewhere", "another", 7, deadline.minusSeconds(60)));
    var alive =
        lab.engine.createWorkspace(
            new Workspace.Limits(1000, 10),
            RunLabels.of("http://elsewhere", "another", 8, deadline.plusSeconds(3600)));
    await().until(() -> lab.engine.open() == 1);
    alive.close();
  }

  @Test
  void a_cancel_while_files_are_stored_does_not_wait_for_them() throws IOException {
    lab.site.cutUploads.set(Integer.MAX_VALUE);
    lab.start();
    var attempt = lab.give();
    await().until(() -> attempt.activities().contains(Activity.STORING));
    attempt.askToCancel();
    assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.CANCELLED);
  }

  @Test
  void a_worker_short_of_disk_says_so_and_takes_nothing() throws IOException {
    lab.minFreeBytes = Long.MAX_VALUE;
    lab.start();
    await().until(() -> lab.site.claims.size() > 1);
    assertThat(lab.site.claims)
        .allSatisfy(claim -> assertThat(claim.freeSlots()).isZero())
        .allSatisfy(claim -> assertThat(requireNonNull(claim.condition()).shortOfDisk()).isTrue());
  }

  @Test
  void a_worker_tells_which_images_it_has_at_hand() throws IOException {
    lab.start();
    result(lab.give());
    await()
        .until(
            () ->
                requireNonNull(lab.site.claims.getLast().condition())
                    .images()
                    .contains(WorkerLab.IMAGE));
    assertThat(requireNonNull(lab.site.claims.getFirst().condition()).images()).isEmpty();
  }

  @Test
  void a_cancel_kills_the_run_and_says_so() throws IOException {
    var running = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          return process.hang();
        });
    lab.start();
    var attempt = lab.give();
    await().until(() -> running.getCount() == 0);
    attempt.askToCancel();
    assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.CANCELLED);
    assertThat(attempt.log(LogStream.WORKER)).contains("Cancelled");
  }

  @Test
  void a_lost_lease_kills_the_run_and_its_log_is_kept() throws IOException {
    var running = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          try {
            return process.hang();
          } finally {
            running.countDown();
          }
        });
    lab.start();
    var attempt = lab.give();
    await().until(() -> running.getCount() == 0);
    attempt.loseLease();
    await().until(() -> attempt.log(LogStream.WORKER).contains("another worker"));
    var next = lab.give();
    lab.runs("predict", _ -> 0);
    result(next);
    assertThat(attempt.results()).isEmpty();
    assertThat(attempt.releases()).isEmpty();
  }

  @Test
  void a_result_that_comes_too_late_is_dropped() throws IOException {
    lab.heartbeat = 20;
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    lab.runs(
        "predict",
        _ -> {
          running.countDown();
          go.await();
          return 0;
        });
    lab.start();
    var attempt = lab.give();
    await().until(() -> running.getCount() == 0);
    attempt.loseLease();
    go.countDown();
    await().until(() -> attempt.refusedResults() > 0 || !attempt.log(LogStream.WORKER).isEmpty());
    lab.runs("predict", _ -> 0);
    assertThat(result(lab.give()).outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(attempt.results()).isEmpty();
  }

  @Test
  void a_site_that_is_away_for_a_lease_finds_the_containers_killed_and_the_run_given_back()
      throws IOException {
    lab.lease = 0.5;
    var killed = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          try {
            return process.hang();
          } finally {
            killed.countDown();
          }
        });
    lab.start();
    var attempt = lab.give();
    await().until(() -> running.getCount() == 0);
    lab.site.goDown();
    await().until(() -> killed.getCount() == 0);
    lab.site.comeBack();
    await().until(() -> !attempt.releases().isEmpty());
    assertThat(attempt.log(LogStream.WORKER)).contains("The site cannot be reached");
    lab.runs("predict", _ -> 0);
    assertThat(result(lab.give()).outcome().kind()).isEqualTo(Kind.SCORED);
  }

  @Test
  void a_run_goes_on_while_the_site_restarts_and_is_reported_afterwards() throws IOException {
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          go.await();
          process.out("done while you were away");
          return 0;
        });
    lab.start();
    var attempt = lab.give();
    await().until(() -> running.getCount() == 0);
    lab.site.goDown();
    go.countDown();
    await().until(() -> lab.engine.prepared().size() == 2);
    lab.site.comeBack();
    assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(attempt.log(LogStream.PREDICT_PROGRAM_STDOUT)).isEqualTo("done while you were away");
  }

  @Test
  void a_result_whose_answer_is_lost_is_sent_again_and_counts_once() throws IOException {
    lab.site.lostAnswers.set(1);
    lab.start();
    var attempt = lab.give();
    await().until(() -> attempt.refusedResults() == 1);
    assertThat(attempt.results()).hasSize(1);
    assertThat(result(lab.give()).outcome().kind()).isEqualTo(Kind.SCORED);
  }

  @Test
  void transfers_that_are_cut_off_are_begun_again() throws IOException {
    lab.site.cutDownloads.set(2);
    lab.site.cutUploads.set(2);
    lab.start();
    var result = result(lab.give());
    assertThat(result.outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(unzip(lab.site.upload("scoring-1"))).containsKey("scores.json");
  }

  @Test
  void a_link_that_has_expired_is_the_platforms_fault() throws IOException {
    lab.start();
    var gone = new BlobLink("/storage/gone", 3, "0".repeat(64), "submission.zip");
    var failure = failure(lab.site.give(lab.order(gone)));
    assertThat(failure.cause()).isEqualTo(Cause.STORAGE_FAILED);
    assertThat(failure.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(failure.message()).contains("submission.zip").contains("403");
  }

  @Test
  void a_submission_that_is_no_zip_is_the_participants_fault() throws IOException {
    lab.start();
    var text = lab.site.blob("mine.zip", "I am no zip".getBytes(StandardCharsets.UTF_8));
    var failure = failure(lab.site.give(lab.order(text)));
    assertThat(failure.cause()).isEqualTo(Cause.SUBMISSION_UNREADABLE);
    assertThat(failure.message()).contains("mine.zip");
  }

  @Test
  void task_data_that_is_no_zip_is_the_organisers_fault() throws IOException {
    lab.start();
    var text = lab.site.blob("data.csv", "a,b\n".getBytes(StandardCharsets.UTF_8));
    var failure = failure(lab.site.give(lab.order(lab.submission(), text, 1 << 20)));
    assertThat(failure.cause()).isEqualTo(Cause.TASK_DATA_UNREADABLE);
    assertThat(failure.message()).contains("data.csv");
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
  void a_worker_goes_on_once_its_engine_answers_again() throws IOException {
    lab.engine.failNext(FakeEngine.Point.PREPARE, new EngineException("it went away"));
    lab.start();
    var failure = failure(lab.give());
    assertThat(failure.cause()).isEqualTo(Cause.ENGINE_FAILED);
    assertThat(failure.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(result(lab.give()).outcome().kind()).isEqualTo(Kind.SCORED);
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

  @Test
  void a_stopping_worker_finishes_its_run_takes_no_other_and_says_goodbye()
      throws IOException, InterruptedException {
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    lab.runs(
        "predict",
        _ -> {
          running.countDown();
          go.await();
          return 0;
        });
    var worker = lab.start();
    var attempt = lab.give();
    await().until(() -> running.getCount() == 0);
    var stopping = CompletableFuture.runAsync(() -> stop(Duration.ofSeconds(30)));
    var other = lab.give();
    go.countDown();
    stopping.join();
    assertThat(worker.runningCount()).isZero();
    assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.SCORED);
    assertThat(other.activities()).isEmpty();
    assertThat(lab.site.goodbyes).hasSize(1);
  }

  @Test
  void past_the_grace_a_run_is_given_back() throws IOException, InterruptedException {
    var running = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          return process.hang();
        });
    lab.start();
    var attempt = lab.give();
    await().until(() -> running.getCount() == 0);
    lab.stop(Duration.ofMillis(50));
    assertThat(attempt.releases()).hasSize(1);
    assertThat(attempt.results()).isEmpty();
    assertThat(attempt.log(LogStream.WORKER)).contains("given back");
    assertThat(lab.site.goodbyes).hasSize(1);
  }

  @Test
  void logs_left_by_a_worker_that_died_reach_the_site_at_its_next_start()
      throws IOException, InterruptedException {
    var order = lab.order(lab.submission());
    var attempt = lab.give();
    var owner = new LogSpool.Owner(attempt.order.attempt(), attempt.order.token(), null, null);
    try (var spool = LogSpool.create(root.resolve("worker/runs/left"), owner)) {
      append(spool, "first ");
      var stream = spool.streams().iterator().next();
      stream.next(owner.token());
      stream.accepted();
      append(spool, "second ");
      stream.next(owner.token());
      append(spool, "third");
    }
    lab.start();
    await().until(() -> attempt.log(LogStream.PREDICT_PROGRAM_STDOUT).endsWith("third"));
    // The first piece arrived when the worker lived; the second may have, so it comes again.
    assertThat(attempt.log(LogStream.PREDICT_PROGRAM_STDOUT)).isEqualTo("second third");
    await().until(() -> !Files.exists(root.resolve("worker/runs/left")));
    assertThat(order.attempt()).isNotEqualTo(owner.attempt());
  }

  @Test
  void containers_left_by_a_worker_that_died_are_removed_at_its_next_start() throws Exception {
    lab.start();
    lab.stop(Duration.ZERO);
    var id = Files.readString(root.resolve("worker/id"));
    var limits = lab.settings().limits().output();
    lab.engine.createWorkspace(limits, Map.of(RunLabels.WORKER, id));
    lab.engine.createWorkspace(limits, Map.of(RunLabels.WORKER, "x", RunLabels.DEADLINE, "1000"));
    var others =
        lab.engine.createWorkspace(
            limits, Map.of(RunLabels.WORKER, "x", RunLabels.DEADLINE, "99999999999"));
    lab.start();
    await().until(() -> lab.engine.open() == 1);
    others.close();
  }

  @Test
  void a_token_the_site_does_not_know_ends_the_worker_with_words() throws IOException {
    lab.token = "wrong";
    lab.start();
    await().until(() -> lab.end != null);
    assertThat(lab.end)
        .isInstanceOf(WorkerRefused.class)
        .hasMessageContaining("does not accept this worker's token")
        .hasMessageContaining("--token-file");
  }

  @Test
  void two_workers_cannot_share_a_folder() throws IOException {
    lab.start();
    assertThatThrownBy(() -> WorkerFolder.open(root.resolve("worker")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Another worker")
        .hasMessageContaining("--data");
  }

  private static void append(LogSpool spool, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    spool.append(LogStream.PREDICT_PROGRAM_STDOUT, bytes, 0, bytes.length);
  }

  private void stop(Duration grace) {
    try {
      lab.stop(grace);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AttemptResult result(SiteStub.Attempt attempt) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !attempt.results().isEmpty());
    return attempt.results().getFirst();
  }

  private static Failure failure(SiteStub.Attempt attempt) {
    return requireNonNull(result(attempt).outcome().failure(), "it did not fail");
  }

  private static String hash(byte[] bytes) {
    var digest = Hashing.sha256();
    digest.update(bytes);
    return Hashing.hex(digest);
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

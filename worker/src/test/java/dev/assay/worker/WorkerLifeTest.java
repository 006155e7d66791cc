package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static dev.assay.worker.WorkerLab.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.LogStream;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A worker begins, clears up what others left, and stops. */
class WorkerLifeTest extends InTheLab {
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
    var running = lab.hangs("predict");
    lab.start();
    var attempt = lab.give();
    running.awaitBegun();
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
  void logs_for_a_site_that_is_gone_hold_up_no_others() throws IOException {
    for (int i = 0; i < 4; i++) {
      leave("gone-" + i, lab.give(), "http://127.0.0.1:1");
      leave("nonsense-" + i, lab.give(), "no address");
    }
    var attempt = lab.give();
    leave("here", attempt, lab.site.address().toString());
    lab.start();
    await().until(() -> attempt.log(LogStream.PREDICT_PROGRAM_STDOUT).equals("left"));
    await().until(() -> !Files.exists(root.resolve("worker/runs/here")));
    assertThat(root.resolve("worker/runs/gone-0")).as("it may come back").exists();
  }

  private void leave(String name, AttemptAtSite attempt, String site) throws IOException {
    var order = attempt.order;
    var owner = new LogSpool.Owner(order.attempt(), order.token(), site, SiteStub.TOKEN);
    try (var spool = LogSpool.create(root.resolve("worker/runs").resolve(name), owner)) {
      append(spool, "left");
    }
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
}

package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static dev.assay.worker.WorkerLab.failure;
import static dev.assay.worker.WorkerLab.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Cause;
import dev.assay.contract.Fault;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.engine.EngineException;
import dev.assay.engine.testing.FakeEngine;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Cancels, lost leases, and sites and engines that are away for a while. */
class WorkerLeaseTest extends InTheLab {
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
  void a_cancel_while_files_are_fetched_does_not_wait_for_them() throws IOException {
    var goOn = new CountDownLatch(1);
    lab.site.downloadsGoOn = goOn;
    try {
      lab.start();
      var attempt = lab.give();
      await().until(() -> lab.site.downloadsHalfway.get() > 0);
      attempt.askToCancel();
      assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(lab.engine.prepared()).isEmpty();
    } finally {
      goOn.countDown();
    }
  }

  @Test
  void a_cancel_kills_the_run_and_says_so() throws IOException {
    var running = lab.hangs("predict");
    lab.start();
    var attempt = lab.give();
    running.awaitBegun();
    attempt.askToCancel();
    assertThat(result(attempt).outcome().kind()).isEqualTo(Kind.CANCELLED);
    assertThat(attempt.log(LogStream.WORKER)).contains("Cancelled");
  }

  @Test
  void a_lost_lease_kills_the_run_and_its_log_is_kept() throws IOException {
    var running = lab.hangs("predict");
    lab.start();
    var attempt = lab.give();
    running.awaitBegun();
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
    lab.lease = 2;
    var running = lab.hangs("predict");
    lab.start();
    var attempt = lab.give();
    running.awaitBegun();
    lab.site.goDown();
    running.awaitKilled();
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
  void a_worker_goes_on_once_its_engine_answers_again() throws IOException {
    lab.engine.failNext(FakeEngine.Point.PREPARE, new EngineException("it went away"));
    lab.start();
    var failure = failure(lab.give());
    assertThat(failure.cause()).isEqualTo(Cause.ENGINE_FAILED);
    assertThat(failure.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(result(lab.give()).outcome().kind()).isEqualTo(Kind.SCORED);
  }
}

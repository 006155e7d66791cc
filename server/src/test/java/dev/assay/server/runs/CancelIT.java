package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Cause;
import dev.assay.contract.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelIT {
  private final RunsBed bed = new RunsBed();
  private final TestWorker worker = bed.worker("lab-1");

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void what_waits_is_cancelled_at_once() {
    var submission = bed.submit();

    bed.runs.cancel(submission);
    bed.runs.cancel(submission);

    assertThat(bed.state(submission)).isEqualTo("cancelled");
    assertThat(bed.ended).hasSize(1);
    assertThat(worker.claim()).isEmpty();
  }

  @Test
  void what_runs_is_cancelled_by_the_workers_word() {
    var submission = bed.submit();
    var order = worker.claimed();
    assertThat(worker.heartbeat(order, Step.PREDICT)).contains(false);

    bed.runs.cancel(submission);
    assertThat(bed.state(submission)).isEqualTo("leased");
    assertThat(worker.heartbeat(order, Step.PREDICT)).contains(true);
    assertThat(worker.report(order, Outcome.cancelled())).isTrue();

    assertThat(bed.state(submission)).isEqualTo("cancelled");
    assertThat(bed.attempts(submission)).containsExactly("cancelled");
    assertThat(bed.ended).hasSize(1);
  }

  @Test
  void without_the_workers_word_the_end_of_the_lease_decides() {
    var submission = bed.submit();
    worker.claimed();
    bed.runs.cancel(submission);

    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();

    assertThat(bed.state(submission)).isEqualTo("cancelled");
    assertThat(bed.attempts(submission)).containsExactly("lost");
  }

  @Test
  void a_run_given_back_after_a_cancel_is_not_queued_again() {
    var submission = bed.submit();
    var order = worker.claimed();
    bed.runs.cancel(submission);

    worker.release(order);

    assertThat(bed.state(submission)).isEqualTo("cancelled");
  }

  @Test
  void a_failing_platform_does_not_revive_what_was_cancelled() {
    var submission = bed.submit();
    var order = worker.claimed();
    bed.runs.cancel(submission);

    worker.failed(order, Cause.ENGINE_FAILED);

    assertThat(bed.state(submission)).isEqualTo("cancelled");
  }

  @Test
  void a_score_that_was_quicker_than_the_cancel_counts() {
    var submission = bed.submit();
    var order = worker.claimed();
    bed.runs.cancel(submission);

    worker.scored(order, "0.7");

    assertThat(bed.state(submission)).isEqualTo("scored");
  }

  @Test
  void a_worker_that_cancels_unasked_is_not_believed() {
    var submission = bed.submit();
    var order = worker.claimed();

    worker.report(order, Outcome.cancelled());

    assertThat(bed.state(submission)).isEqualTo("queued");
    assertThat(bed.attempts(submission)).containsExactly("failed");
  }

  @Test
  void a_submission_of_two_tasks_is_cancelled_as_a_whole() {
    try (var two = new RunsBed(2)) {
      var submission = two.submit();
      var running = two.worker("lab-1");
      var order = running.claimed();
      assertThat(order.evaluation()).isNotEqualTo(submission.value());

      two.runs.cancel(submission);
      running.report(order, Outcome.cancelled());

      assertThat(two.ended).hasSize(2);
      assertThat(two.jdbc.sql("select distinct state from evaluation").query(String.class).list())
          .containsExactly("cancelled");
    }
  }
}

package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.AttemptId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets a run, how long it is theirs, and how they give it back. */
class LeaseIT {
  private final RunsBed bed = new RunsBed();
  private final TestWorker lab1 = bed.worker("lab-1");
  private final TestWorker lab2 = bed.worker("lab-2");

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void an_order_names_everything_a_worker_needs() {
    var submission = bed.submit();

    var order = lab1.claimed();

    assertThat(order.submissionNumber()).isEqualTo(submission.value());
    assertThat(order.evaluation()).as("one task shares the id").isEqualTo(submission.value());
    assertThat(order.number()).isEqualTo(1);
    assertThat(order.leaseSeconds()).isEqualTo(30);
    assertThat(order.timeLimitSeconds()).isEqualTo(600);
    assertThat(order.image()).isEqualTo("assay/python:3.11");
    assertThat(order.sandboxing()).isEqualTo(new RunOrder.Sandboxing(false, true, true, "1000"));
    assertThat(order.task().scoringProgram().fileName()).isEqualTo("scoring.zip");
    assertThat(order.task().ingestionProgram()).isNull();
    assertThat(order.submission()).isNotNull();
    assertThat(order.uploads()).containsOnlyKeys(UploadKind.values());
    assertThat(bed.state(submission)).isEqualTo("leased");
  }

  @Test
  void runs_are_given_out_in_the_order_of_their_submission() {
    var first = bed.submit();
    var second = bed.submit();

    assertThat(lab1.claimed().submissionNumber()).isEqualTo(first.value());
    assertThat(lab2.claimed().submissionNumber()).isEqualTo(second.value());
    assertThat(bed.worker("lab-3").claim()).isEmpty();
  }

  @Test
  void two_workers_never_get_the_same_run() throws Exception {
    IntStream.range(0, 20).forEach(number -> bed.submit());
    var workers = IntStream.range(0, 40).mapToObj(number -> bed.worker("lab-" + number)).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Long>>> claims =
          workers.stream()
              .<Callable<List<Long>>>map(
                  worker -> () -> worker.claim().stream().map(RunOrder::evaluation).toList())
              .toList();
      var given =
          threads.invokeAll(claims).stream().flatMap(claim -> claim.resultNow().stream()).toList();
      assertThat(given).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_heartbeat_prolongs_the_lease() {
    var submission = bed.submit();
    var order = lab1.taken();

    for (int beat = 0; beat < 5; beat++) {
      bed.clock.pass(RunsBed.LEASE.minusSeconds(1));
      assertThat(lab1.heartbeat(order, Step.PREDICT)).contains(false);
      bed.ends.sweep();
    }

    assertThat(bed.state(submission)).isEqualTo("leased");
    assertThat(lab1.scored(order, "0.9")).isTrue();
    assertThat(bed.state(submission)).isEqualTo("scored");
  }

  @Test
  void a_heartbeat_after_the_end_of_the_lease_is_refused_once_the_run_was_taken_away() {
    bed.submit();
    var order = lab1.taken();

    bed.clock.pass(RunsBed.LEASE);
    assertThat(lab1.heartbeat(order, Step.PREDICT))
        .as("late, but it still has the run")
        .isPresent();
    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();

    assertThat(lab1.heartbeat(order, Step.PREDICT)).isEmpty();
  }

  @Test
  void a_lapsed_run_is_queued_again_at_its_old_place() {
    var first = bed.submit();
    lab1.claimed();
    var second = bed.submit();

    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();

    assertThat(bed.state(first)).isEqualTo("queued");
    var again = lab2.claimed();
    assertThat(again.submissionNumber()).isEqualTo(first.value());
    assertThat(again.number()).isEqualTo(2);
    assertThat(lab1.claimed().submissionNumber()).isEqualTo(second.value());
    assertThat(bed.attempts(first)).containsExactly("lost", "active");
    assertThat(bed.ended).isEmpty();
  }

  @Test
  void a_result_for_a_foreign_attempt_is_refused() {
    bed.submit();
    var order = lab1.claimed();
    var other = bed.queues.queues().create(new AccountId(1), "other");

    assertThat(
            bed.ends.release(other.id(), new AttemptId(order.attempt()), order.token(), "not mine"))
        .isFalse();
    assertThat(
            bed.ends.release(
                bed.queue, new AttemptId(order.attempt()), UUID.randomUUID(), "guessed"))
        .isFalse();
  }

  @Test
  void a_run_given_back_keeps_its_place_and_does_not_count() {
    var submission = bed.submit();
    bed.submit();
    for (int time = 0; time < 5; time++) {
      var order = lab1.claimed();
      assertThat(order.submissionNumber()).isEqualTo(submission.value());
      assertThat(lab1.release(order)).isTrue();
      assertThat(lab1.release(order)).as("again").isTrue();
      assertThat(lab1.scored(order, "1")).as("after giving it back").isFalse();
    }

    assertThat(bed.state(submission)).isEqualTo("queued");
    assertThat(bed.database.count("evaluation where attempts = 0")).isEqualTo(2);
  }

  @Test
  void what_a_claiming_worker_does_not_know_of_is_lost_at_once() {
    var first = bed.submit();
    var second = bed.submit();
    var order = lab1.claimed();

    assertThat(lab1.claimed(order.attempt()).submissionNumber()).isEqualTo(second.value());
    assertThat(bed.attempts(first)).containsExactly("active");

    var again = lab1.claimed();
    assertThat(again.submissionNumber()).isEqualTo(first.value());
    assertThat(bed.attempts(first)).containsExactly("lost", "active");
    assertThat(bed.attempts(second)).containsExactly("lost");
  }

  @Test
  void an_evaluation_that_cannot_be_ordered_does_not_block_the_queue() {
    var broken = bed.submit();
    var good = bed.submit();
    bed.jdbc
        .sql(
            """
            with other as (
              insert into task_version (task_id, number, scoring_program, created_at)
              select task_id, 99, scoring_program, now() from task_version limit 1 returning id)
            update evaluation set task_version_id = (select id from other) where id = :id""")
        .param("id", broken.value())
        .update();

    assertThat(lab1.claimed().submissionNumber()).isEqualTo(good.value());
    bed.clock.pass(Duration.ofSeconds(31));
    lab1.claim();
    lab2.claim();

    assertThat(bed.state(broken)).isEqualTo("failed");
    assertThat(bed.failure(broken)).contains("STORAGE_FAILED");
  }
}

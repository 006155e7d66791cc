package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.Cause;
import dev.assay.contract.LogStream;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.AttemptId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
  void the_third_loss_is_final_and_names_the_workers() {
    var submission = bed.submit();
    for (var name : List.of("lab-1", "lab-2", "lab-1")) {
      lose(bed.worker(name));
    }

    assertThat(bed.state(submission)).isEqualTo("failed");
    assertThat(bed.failure(submission))
        .contains(Cause.WORKER_LOST.name(), "PLATFORM", "lab-1, lab-2, lab-1");
    assertThat(bed.ended).hasSize(1);
    assertThat(lab2.claim()).isEmpty();
  }

  /** A worker takes the run and is never heard of again, as far as anybody knows by then. */
  private void lose(TestWorker worker) {
    worker.taken();
    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();
  }

  @Test
  void a_loss_does_not_count_once_its_worker_is_heard_of_again() {
    var submission = bed.submit();
    for (int time = 0; time < 6; time++) {
      lose(lab1);
      lose(lab2);
    }

    assertThat(bed.state(submission)).isEqualTo("queued");
    assertThat(lab1.scored(lab1.claimed(), "0.5")).isTrue();
    assertThat(bed.state(submission)).isEqualTo("scored");
  }

  @Test
  void losses_that_do_not_count_come_to_an_end_all_the_same() {
    var submission = bed.submit();
    for (int time = 0; time < 30 && bed.state(submission).equals("queued"); time++) {
      lose(lab1);
    }

    assertThat(bed.state(submission)).isEqualTo("failed");
    assertThat(bed.failure(submission)).contains(Cause.WORKER_LOST.name());
  }

  @Test
  void what_was_being_run_while_the_site_was_away_goes_on() {
    var submission = bed.submit();
    bed.outages.look(bed.settings);
    var order = lab1.taken();

    bed.clock.pass(RunsBed.LEASE.multipliedBy(10));
    bed.outages.look(bed.settings);
    bed.ends.sweep();

    assertThat(lab1.heartbeat(order, Step.SCORE)).contains(false);
    assertThat(lab1.scored(order, "0.5")).isTrue();
    assertThat(bed.attempts(submission)).containsExactly("scored");
  }

  @Test
  void a_site_that_is_away_again_and_again_does_not_keep_a_dead_workers_lease() {
    var submission = bed.submit();
    bed.outages.look(bed.settings);
    lab1.taken();

    for (int time = 0; time < 3; time++) {
      bed.clock.pass(RunsBed.LEASE.plusSeconds(1));
      bed.outages.look(bed.settings);
      bed.ends.sweep();
    }

    assertThat(bed.attempts(submission)).containsExactly("lost");
  }

  @Test
  void a_lease_that_was_over_before_the_site_went_away_is_not_prolonged() {
    var submission = bed.submit();
    lab1.taken();
    bed.clock.pass(RunsBed.LEASE.plusSeconds(1));
    bed.outages.look(bed.settings);
    bed.clock.pass(RunsBed.LEASE);

    bed.outages.look(bed.settings);
    bed.ends.sweep();

    assertThat(bed.attempts(submission)).containsExactly("lost");
  }

  @Test
  void an_order_that_never_arrived_is_soon_given_to_another_and_not_counted() {
    var submission = bed.submit();
    for (int time = 0; time < 5; time++) {
      lab1.claimed();
      bed.clock.pass(bed.settings.firstLease());
      bed.ends.sweep();
    }

    assertThat(bed.settings.firstLease()).isLessThan(RunsBed.LEASE);
    assertThat(bed.state(submission)).isEqualTo("queued");
    assertThat(count("evaluation where attempts = 0")).isOne();
    assertThat(lab2.scored(lab2.claimed(), "0.5")).isTrue();
    assertThat(bed.state(submission)).isEqualTo("scored");
  }

  @Test
  void orders_that_never_arrive_come_to_an_end_all_the_same() {
    var submission = bed.submit();
    for (int time = 0; time < 30 && bed.state(submission).equals("queued"); time++) {
      lab1.claimed();
      bed.clock.pass(bed.settings.firstLease());
      bed.ends.sweep();
    }

    assertThat(bed.state(submission)).isEqualTo("failed");
    assertThat(bed.failure(submission)).contains(Cause.WORKER_LOST.name());
  }

  @Test
  void once_predictions_are_stored_the_next_attempt_only_scores() {
    var submission = bed.submit();
    var first = lab1.taken();
    assertThat(lab1.predicted(first)).isTrue();
    assertThat(lab1.predicted(first)).as("again").isTrue();
    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();

    var second = lab2.claimed();

    assertThat(second.kind()).isEqualTo(RunOrder.Kind.SCORE);
    assertThat(second.submission()).isNull();
    assertThat(Objects.requireNonNull(second.predictions()).sha256()).isEqualTo("a".repeat(64));
    assertThat(second.uploads()).doesNotContainKey(UploadKind.PREDICTIONS);
    assertThat(lab2.scored(second, "0.8")).isTrue();
    assertThat(bed.state(submission)).isEqualTo("scored");
    assertThat(count("attempt where predictions is not null")).isEqualTo(2);
    assertThat(count("attempt where state = 'lost' and jsonb_array_length(steps) = 1")).isOne();
  }

  @Test
  void predictions_stored_without_a_lease_do_not_count() {
    bed.submit();
    var late = lab1.taken();
    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();

    assertThat(lab1.predicted(late)).isFalse();
    assertThat(lab2.claimed().kind()).isEqualTo(RunOrder.Kind.PREDICT_AND_SCORE);
  }

  @Test
  void predictions_of_a_run_that_then_failed_by_the_platform_are_scored_next() {
    bed.submit();
    var order = lab1.claimed();
    order.uploads().values().forEach(link -> bed.storage.put(link.url(), "a".repeat(64)));
    lab1.send(
        order,
        Outcome.failed(TestWorker.failure(Cause.ENGINE_FAILED)),
        Map.of(UploadKind.PREDICTIONS, new StoredObject(3, "a".repeat(64))));

    assertThat(lab2.claimed().kind()).isEqualTo(RunOrder.Kind.SCORE);
  }

  @Test
  void a_late_result_is_refused_and_its_logs_are_kept() {
    var submission = bed.submit();
    var late = lab1.claimed();
    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();
    var order = lab2.claimed();

    assertThat(lab1.log(late, LogStream.PREDICT_PROGRAM_STDOUT, 0, 0, "epoch 1\n")).isTrue();
    assertThat(lab1.scoredWithFiles(late)).isFalse();
    assertThat(lab1.heartbeat(late, Step.SCORE)).isEmpty();
    assertThat(lab2.scored(order, "0.5")).isTrue();

    assertThat(bed.attempts(submission)).containsExactly("lost", "scored");
    assertThat(count("score where value = 0.5")).isOne();
    assertThat(count("log_chunk")).isOne();
    assertThat(count("attempt where predictions is not null")).isZero();
  }

  @Test
  void the_same_result_twice_has_one_effect() {
    bed.submit();
    var order = lab1.claimed();

    assertThat(lab1.scoredWithFiles(order)).isTrue();
    assertThat(lab1.scoredWithFiles(order)).isTrue();
    assertThat(lab1.scored(order, "0.1")).as("too late to think again").isTrue();

    assertThat(bed.ended).hasSize(1);
    assertThat(count("score where value = 10")).isOne();
    assertThat(count("attempt where predictions is not null and detailed_results is not null"))
        .isOne();
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
    assertThat(count("evaluation where attempts = 0")).isEqualTo(2);
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
  void a_failure_by_the_platform_is_tried_again_elsewhere_and_later_in_the_same_place() {
    var submission = bed.submit();
    assertThat(lab1.failed(lab1.claimed(), Cause.ENGINE_FAILED)).isTrue();

    assertThat(lab1.claim()).as("the sick worker pauses").isEmpty();
    assertThat(lab2.failed(lab2.claimed(), Cause.STORAGE_FAILED)).isTrue();
    assertThat(lab2.claim()).as("so does the next").isEmpty();
    bed.clock.pass(JdbcClaims.FIRST_PAUSE.multipliedBy(4));
    assertThat(lab1.failed(lab1.claimed(), Cause.WORKER_FAILED)).isTrue();

    assertThat(bed.state(submission)).isEqualTo("failed");
    assertThat(bed.failure(submission)).contains("WORKER_FAILED");
    assertThat(bed.ended).hasSize(1);
  }

  @Test
  void the_only_worker_soon_tries_again_what_it_failed_at() {
    var submission = bed.submit();
    lab1.failed(lab1.claimed(), Cause.STORAGE_FAILED);
    assertThat(lab1.claim()).isEmpty();

    bed.clock.pass(JdbcClaims.FIRST_PAUSE);

    assertThat(lab1.scored(lab1.claimed(), "0.5")).isTrue();
    assertThat(bed.state(submission)).isEqualTo("scored");
  }

  @Test
  void a_participants_failure_is_final() {
    var submission = bed.submit();

    lab1.failed(lab1.claimed(), Cause.SUBMISSION_PROGRAM_FAILED);

    assertThat(bed.state(submission)).isEqualTo("failed");
    assertThat(bed.attempts(submission)).containsExactly("failed");
    assertThat(bed.ended).hasSize(1);
  }

  @Test
  void what_was_said_to_be_stored_and_is_not_there_is_the_platforms_failure() {
    var submission = bed.submit();
    var order = lab1.claimed();

    var taken =
        lab1.send(
            order,
            Outcome.scored(Map.of("accuracy", BigDecimal.ONE)),
            Map.of(UploadKind.PREDICTIONS, new StoredObject(3, "b".repeat(64))));

    assertThat(taken).isTrue();
    assertThat(bed.state(submission)).isEqualTo("queued");
    assertThat(count("score")).isZero();
    assertThat(count("attempt where failure ->> 'cause' = 'STORAGE_FAILED'")).isOne();
  }

  @Test
  void scores_are_held_against_the_columns() {
    bed.submit();
    lab1.report(
        lab1.claimed(),
        Outcome.scored(Map.of("accuracy", BigDecimal.ONE, "acuracy\0", BigDecimal.TWO)));

    assertThat(count("score")).isOne();
    assertThat(bed.jdbc.sql("select warnings::text from evaluation").query(String.class).single())
        .contains("acuracy", "no such column", "duration");
  }

  @Test
  void scores_without_any_column_are_the_organisers_failure() {
    var submission = bed.submit();

    lab1.report(lab1.claimed(), Outcome.scored(Map.of("acuracy", BigDecimal.ONE)));

    assertThat(bed.state(submission)).isEqualTo("failed");
    assertThat(bed.failure(submission))
        .contains("SCORES_MISSING", "ORGANISER", "acuracy", "accuracy, duration");
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

  private long count(String table) {
    return bed.jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}

package dev.assay.server.runs;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Cause;
import dev.assay.contract.Step;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose worker, order or site was lost, or that the platform failed. */
class LossesIT {
  private final RunsBed bed = new RunsBed();
  private final TestWorker lab1 = bed.worker("lab-1");
  private final TestWorker lab2 = bed.worker("lab-2");

  @AfterEach
  void close() {
    bed.close();
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
  void what_fell_twice_with_another_has_its_last_try_without_that_other() {
    bed.submit();
    bed.submit();
    for (var name : List.of("gone-1", "gone-2")) {
      var gone = bed.worker(name);
      gone.taken(gone.taken().attempt());
      bed.clock.pass(RunsBed.LEASE);
      bed.ends.sweep();
    }
    bed.submit();

    var last = lab1.taken();
    var fresh = lab1.taken(last.attempt());
    assertThat(List.of(last.number(), fresh.number())).containsExactly(3, 1);
    assertThat(lab1.claim(last.attempt(), fresh.attempt())).isEmpty();

    assertThat(lab1.scored(last, "0.5")).isTrue();
    assertThat(lab1.claimed(fresh.attempt()).number()).isEqualTo(3);
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
  void an_order_that_never_arrived_is_soon_given_to_another_and_not_counted() {
    var submission = bed.submit();
    for (int time = 0; time < 5; time++) {
      lab1.claimed();
      bed.clock.pass(bed.settings.firstLease());
      bed.ends.sweep();
    }

    assertThat(bed.settings.firstLease()).isLessThan(RunsBed.LEASE);
    assertThat(bed.state(submission)).isEqualTo("queued");
    assertThat(bed.database.count("evaluation where attempts = 0")).isOne();
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
  void a_process_that_comes_back_beside_another_takes_nothing_before_that_one_has_prolonged_it()
      throws Exception {
    var first = bed.submit();
    var second = bed.submit();
    bed.outages.look(bed.settings);
    lab1.taken();
    lab2.taken();
    bed.clock.pass(RunsBed.LEASE.multipliedBy(10));

    try (var processes = Executors.newVirtualThreadPerTaskExecutor()) {
      bed.transactions.executeWithoutResult(
          held -> {
            bed.jdbc
                .sql("select min(id) from (select id from attempt order by id limit 1 for update)")
                .query(Long.class)
                .single();
            processes.submit(() -> bed.outages.look(bed.settings));
            await().until(() -> held() == 1);
            var other =
                processes.submit(
                    () -> {
                      bed.outages.look(bed.settings);
                      bed.ends.sweep();
                    });
            await().until(() -> held() == 2 || other.isDone());
          });
    }

    assertThat(bed.attempts(first)).containsExactly("active");
    assertThat(bed.attempts(second)).containsExactly("active");
  }

  /** How many wait for a lock. */
  private int held() {
    return bed.jdbc
        .sql(
            """
            select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'""")
        .query(Integer.class)
        .single();
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
}

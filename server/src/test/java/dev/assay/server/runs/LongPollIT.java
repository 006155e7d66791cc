package dev.assay.server.runs;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.RunOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongPollIT {
  /** Seconds for which a worker waits; who is answered earlier was woken. */
  private static final int PATIENCE = 20;

  /** Well before {@link #PATIENCE} is over, and long enough for a machine that is very busy. */
  private static final Duration SOON = Duration.ofSeconds(PATIENCE / 2);

  private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

  private final RunsBed bed = new RunsBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private List<CompletableFuture<Optional<RunOrder>>> waiting(int workers) {
    var calls =
        IntStream.range(0, workers)
            .mapToObj(number -> bed.worker("lab-" + number))
            .map(worker -> CompletableFuture.supplyAsync(() -> worker.await(PATIENCE), VIRTUAL))
            .toList();
    await().until(() -> bed.waiting.count(bed.queue) == workers);
    return new ArrayList<>(calls);
  }

  @Test
  void a_waiting_worker_is_answered_at_the_commit() throws Exception {
    var call = waiting(1).getFirst();

    var submission = bed.submit();

    assertThat(call.get(SOON.toSeconds(), TimeUnit.SECONDS).orElseThrow().submissionNumber())
        .isEqualTo(submission.value());
  }

  @Test
  void no_database_connection_is_held_while_workers_wait() {
    waiting(30);

    await().atMost(SOON).until(() -> bed.activeConnections() == 0);
  }

  @Test
  void as_many_workers_are_answered_as_there_is_work() {
    var calls = waiting(6);

    IntStream.range(0, 4).forEach(number -> bed.submit());

    await().atMost(SOON).until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 4);
    await().atMost(SOON).until(() -> bed.waiting.count(bed.queue) == 2);
  }

  @Test
  void nothing_in_time_is_no_order() {
    assertThat(bed.worker("lab-1").await(0)).isEmpty();
  }

  @Test
  void a_missed_wakeup_is_made_good_by_the_slow_poll() throws Exception {
    var submission = bed.submit();
    bed.jdbc.sql("update evaluation set state = 'leased'").update();
    var call = waiting(1).getFirst();
    bed.jdbc.sql("update evaluation set state = 'queued'").update();

    bed.wakeups.pollSlowly(bed.evaluations);

    assertThat(call.get(SOON.toSeconds(), TimeUnit.SECONDS).orElseThrow().submissionNumber())
        .isEqualTo(submission.value());
  }

  @Test
  void the_call_of_a_killed_worker_takes_nothing_once_it_was_started_anew() throws Exception {
    var killed = bed.worker("lab-1");
    var call = CompletableFuture.supplyAsync(() -> killed.await(PATIENCE), VIRTUAL);
    await().until(() -> bed.waiting.count(bed.queue) == 1);
    bed.clock.pass(Duration.ofSeconds(1));
    var anew = bed.worker("lab-1");
    assertThat(anew.claim()).isEmpty();

    bed.submit();

    assertThat(call.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    assertThat(anew.claim()).isPresent();
  }

  @Test
  void waiting_calls_are_answered_when_the_site_stops() throws Exception {
    var calls = waiting(3);

    bed.waiting.close();

    for (var call : calls) {
      assertThat(call.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    }
  }
}

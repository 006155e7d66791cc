package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Cause;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.Step;
import dev.assay.server.scheduling.LineForTests;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunStatesIT {
  private final RunsBed bed = new RunsBed();
  private final TestWorker worker = bed.worker("lab-1");
  private final RunStates states =
      new JdbcRunStates(
          bed.jdbc,
          LineForTests.outlook(bed.jdbc, bed.clock),
          bed.queues.workers(),
          bed.watches,
          bed.settings);

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void what_waits_says_how_many_go_first() {
    bed.submit();
    bed.submit();
    var third = bed.submit();

    var status = states.of(third).getFirst();

    assertThat(status.state()).isEqualTo("queued");
    assertThat(status.ahead()).isEqualTo(2);
    assertThat(status.timeLimit()).isEqualTo(Duration.ofMinutes(10));
    assertThat(status.attempts()).isEmpty();
  }

  @Test
  void what_runs_says_where_what_and_since_when() {
    var submission = bed.submit();
    var order = worker.claimed();
    bed.clock.pass(Duration.ofSeconds(2));
    worker.heartbeat(order, Step.PREDICT);
    var began = bed.clock.instant();
    bed.clock.pass(Duration.ofSeconds(5));
    worker.heartbeat(order, Step.PREDICT);

    var attempt = states.of(submission).getFirst().lastAttempt().orElseThrow();

    assertThat(attempt.workerName()).isEqualTo("lab-1");
    assertThat(attempt.activity()).isEqualTo(Activity.RUNNING);
    assertThat(attempt.step()).isEqualTo(Step.PREDICT);
    assertThat(attempt.stepSince()).isEqualTo(began);
    assertThat(attempt.image()).isEqualTo("assay/python:3.11");
    assertThat(attempt.imageUsed()).isEqualTo("local");
  }

  @Test
  void what_is_scored_shows_scores_warnings_and_stored_objects() {
    var submission = bed.submit();
    worker.scoredWithFiles(worker.claimed());

    var status = states.of(submission).getFirst();

    assertThat(status.isFinal()).isTrue();
    assertThat(status.scores()).containsOnlyKeys("accuracy");
    assertThat(status.warnings()).singleElement().asString().contains("duration");
    var attempt = status.lastAttempt().orElseThrow();
    assertThat(attempt.predictions()).isNotNull();
    assertThat(attempt.scoringOutput()).isNotNull();
    assertThat(attempt.detailedResults()).isNotNull();
  }

  @Test
  void a_failure_comes_back_as_it_was_reported() {
    var submission = bed.submit();
    worker.failed(worker.claimed(), Cause.PREDICTION_TIME_LIMIT);

    var failure = Objects.requireNonNull(states.of(submission).getFirst().failure());

    assertThat(failure.cause()).isEqualTo(Cause.PREDICTION_TIME_LIMIT);
    assertThat(failure.message()).isEqualTo("It broke");
  }

  @Test
  void a_cancel_that_is_asked_for_shows_until_it_is_done() {
    var submission = bed.submit();
    var order = worker.claimed();
    bed.runs.cancel(submission);
    assertThat(states.of(submission).getFirst().cancelAsked()).isTrue();

    worker.report(order, Outcome.cancelled());
    assertThat(states.of(submission).getFirst().cancelAsked()).isFalse();
  }
}

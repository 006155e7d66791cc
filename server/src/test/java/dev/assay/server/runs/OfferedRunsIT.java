package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.LogStream;
import dev.assay.server.scheduling.LineForTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that were offered to workers who ask for nothing. */
class OfferedRunsIT {
  private static final Duration STEP = Duration.ofMinutes(5);

  private final RunsBed bed = new RunsBed();
  private final JdbcOffers offers =
      new JdbcOffers(
          bed.jdbc,
          bed.clock,
          bed.wakeups,
          new OfferChoice(bed.jdbc, bed.clock, LineForTests.outlook(bed.jdbc, bed.clock)),
          bed.transactions);
  private final JdbcOfferedLogs logs =
      new JdbcOfferedLogs(
          bed.jdbc,
          new JdbcForeignLogs(bed.jdbc, bed.settings),
          bed.wakeups,
          bed.clock,
          bed.transactions);
  private final JdbcOfferedRuns runs =
      new JdbcOfferedRuns(
          bed.jdbc,
          offers,
          new JdbcClaims(bed.jdbc, LineForTests.of(bed.jdbc, bed.clock), bed.clock),
          bed.attempts,
          logs,
          bed.ends,
          bed.queues.workers(),
          bed.wakeups,
          bed.clock,
          bed.transactions);

  @AfterEach
  void close() {
    bed.close();
  }

  private boolean begins(Offer offer) {
    return runs.begin(offer.secret(), RunsBed.info("foreign"), STEP).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"queue", "competition"})
  void an_offer_is_not_begun_beyond_what_a_participant_may_have_under_way_by_then(String limits) {
    bed.submit();
    var waits = bed.submit();
    var made = offers.fill(bed.queue, 2);
    assertThat(made).hasSize(2);
    var lab = bed.worker("lab-1");
    var order = lab.taken();
    bed.jdbc.sql("update " + limits + " set parallel_limit = 1").update();

    assertThat(begins(made.getLast())).isFalse();
    assertThat(bed.state(waits)).isEqualTo("queued");
    assertThat(lab.scored(order, "0.5")).isTrue();
    offers.open(bed.queue);
    assertThat(begins(offers.fill(bed.queue, 2).getFirst())).as("once there is room").isTrue();
  }

  @Test
  void a_worker_is_not_refused_because_somebody_looks_at_the_evaluation_just_then() {
    bed.submit();
    var offer = offers.fill(bed.queue, 1).getFirst();
    var begun = new CompletableFuture<Boolean>();

    bed.transactions.executeWithoutResult(
        status -> {
          bed.jdbc.sql("select id from evaluation for update").query(Long.class).single();
          Thread.ofVirtual().start(() -> begun.complete(begins(offer)));
          await().atMost(Duration.ofMinutes(1)).until(() -> begun.isDone() || somebodyWaits());
        });

    assertThat(begun.orTimeout(1, TimeUnit.MINUTES).join()).isTrue();
  }

  private boolean somebodyWaits() {
    return bed.jdbc
        .sql("select exists (select 1 from pg_locks where not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void what_a_foreign_worker_prints_is_news_to_readers_of_the_log_alone() {
    var submission = bed.submit();
    var offer = offers.fill(bed.queue, 1).getFirst();
    assertThat(begins(offer)).isTrue();
    var begun = offers.find(offer.secret()).orElseThrow();
    bed.hints.sent.clear();

    logs.print(
        begun, LogStream.PREDICT_PROGRAM_STDOUT, "half way".getBytes(StandardCharsets.UTF_8));

    assertThat(bed.hints.sent).containsExactly("log " + submission);
  }
}

package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.Cause;
import dev.assay.contract.LogStream;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Sha256;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What counts of that which workers report: predictions, scores and failures. */
class ResultsIT {
  private static final Outcome SCORED = Outcome.scored(Map.of("accuracy", BigDecimal.ONE));

  private final RunsBed bed = new RunsBed();
  private final TestWorker lab1 = bed.worker("lab-1");
  private final TestWorker lab2 = bed.worker("lab-2");

  @AfterEach
  void close() {
    bed.close();
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
    assertThat(bed.database.count("attempt where predictions is not null")).isEqualTo(2);
    assertThat(bed.database.count("attempt where state = 'lost' and jsonb_array_length(steps) = 1"))
        .isOne();
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
    assertThat(bed.database.count("score where value = 0.5")).isOne();
    assertThat(bed.database.count("log_chunk")).isOne();
    assertThat(bed.database.count("attempt where predictions is not null")).isZero();
  }

  @Test
  void the_same_result_twice_has_one_effect() {
    bed.submit();
    var order = lab1.claimed();

    assertThat(lab1.scoredWithFiles(order)).isTrue();
    assertThat(lab1.scoredWithFiles(order)).isTrue();
    assertThat(lab1.scored(order, "0.1")).as("too late to think again").isTrue();

    assertThat(bed.ended).hasSize(1);
    assertThat(bed.database.count("score where value = 10")).isOne();
    assertThat(
            bed.database.count(
                "attempt where predictions is not null and detailed_results is not null"))
        .isOne();
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
    assertThat(bed.database.count("score")).isZero();
    assertThat(bed.database.count("attempt where failure ->> 'cause' = 'STORAGE_FAILED'")).isOne();
  }

  @Test
  void a_small_output_comes_with_the_result_and_counts_as_if_it_had_been_put() {
    var submission = bed.submit();
    var order = lab1.claimed();
    var output = "output".getBytes(StandardCharsets.US_ASCII);

    var taken = lab1.send(order, SCORED, Map.of(UploadKind.PREDICTIONS, enclosed(output, output)));

    assertThat(taken).isTrue();
    assertThat(bed.state(submission)).isEqualTo("scored");
    assertThat(
            bed.database.count(
                "blob b join evaluation e on e.predictions = b.id where b.size = 6 and b.sha256 = '%s'"
                    .formatted(Sha256.hex(output))))
        .isOne();
  }

  @Test
  void an_enclosed_output_that_is_another_than_the_worker_says_is_not_taken() {
    var submission = bed.submit();
    var said = "output".getBytes(StandardCharsets.US_ASCII);
    var sent = "oddput".getBytes(StandardCharsets.US_ASCII);

    lab1.send(lab1.claimed(), SCORED, Map.of(UploadKind.PREDICTIONS, enclosed(said, sent)));

    assertThat(bed.state(submission)).isEqualTo("queued");
  }

  private static StoredObject enclosed(byte[] said, byte[] sent) {
    return new StoredObject(said.length, Sha256.hex(said), sent);
  }

  @Test
  void scores_are_held_against_the_columns() {
    bed.submit();
    lab1.report(
        lab1.claimed(),
        Outcome.scored(Map.of("accuracy", BigDecimal.ONE, "acuracy\0", BigDecimal.TWO)));

    assertThat(bed.database.count("score")).isOne();
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
}

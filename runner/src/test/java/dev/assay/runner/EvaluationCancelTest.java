package dev.assay.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.AttemptResult.Kind;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is cancelled, before, in and between its steps. */
class EvaluationCancelTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
  }

  @Test
  void a_cancel_kills_what_runs_and_leaves_nothing() {
    var running = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          return process.hang();
        });
    var evaluation = lab.evaluation();
    var run = CompletableFuture.supplyAsync(evaluation::run);
    await().atMost(Lab.AMPLE).until(() -> running.getCount() == 0);
    evaluation.cancel();
    try (var outcome = run.join()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(lab.engine.open()).isZero();
    }
  }

  @Test
  void a_cancel_does_not_wait_for_an_image() {
    var pulling = new CountDownLatch(1);
    lab.image = "slow:1";
    lab.engine.withPull(
        "slow:1",
        _ -> {
          pulling.countDown();
          new CountDownLatch(1).await();
        });
    var evaluation = lab.evaluation();
    var run = CompletableFuture.supplyAsync(evaluation::run);
    await().atMost(Lab.AMPLE).until(() -> pulling.getCount() == 0);
    evaluation.cancel();
    try (var outcome = run.join()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.CANCELLED);
    }
  }

  @Test
  void a_cancel_before_the_run_lets_nothing_start() {
    lab.runs(
        "predict",
        _ -> {
          throw new AssertionError("It ran");
        });
    var evaluation = lab.evaluation();
    evaluation.cancel();
    try (var outcome = evaluation.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(outcome.steps()).isEmpty();
    }
  }
}

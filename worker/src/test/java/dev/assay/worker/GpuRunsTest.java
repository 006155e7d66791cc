package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Cause;
import dev.assay.contract.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that ask for graphics processors, on an engine that pretends to have some. */
class GpuRunsTest extends InTheLab {
  @BeforeEach
  void setUp() {
    lab.slots = 2;
  }

  private AttemptAtSite give(int gpus) throws IOException {
    return lab.site.give(WorkerLab.withGpus(lab.order(lab.submission()), gpus));
  }

  @Test
  void runs_beside_each_other_get_different_ones_and_both_steps_the_same() throws IOException {
    lab.gpus = List.of("a", "b");
    lab.engine.withGpus("a", "b");
    var beside = new CyclicBarrier(2);
    Map<String, List<String>> seen = new ConcurrentHashMap<>();
    lab.runs(
        "predict",
        process -> {
          beside.await();
          process.write("/app/output/gpus", String.join(",", process.spec().gpus()));
          return 0;
        });
    lab.runs(
        "score",
        process -> {
          seen.put(process.read("/app/input/res/gpus"), process.spec().gpus());
          process.write("/app/output/scores.json", "{\"n\": 1}");
          return 0;
        });
    lab.start();

    var first = give(1);
    var second = give(1);

    await().until(() -> !first.results().isEmpty() && !second.results().isEmpty());
    assertThat(seen).isEqualTo(Map.of("a", List.of("a"), "b", List.of("b")));
    assertThat(lab.site.claims.getFirst().worker().gpus()).isEqualTo(2);
  }

  @Test
  void who_asks_for_none_gets_none() throws IOException {
    lab.gpus = List.of("a");
    lab.engine.withGpus("a");
    lab.start();

    var attempt = give(0);

    await().until(() -> !attempt.results().isEmpty());
    assertThat(lab.engine.prepared()).isNotEmpty().allMatch(spec -> spec.gpus().isEmpty());
  }

  @Test
  void an_engine_that_has_none_to_give_is_the_platforms_fault_of_a_named_worker()
      throws IOException {
    lab.gpus = List.of("a");
    lab.start();

    var attempt = give(1);

    await().until(() -> !attempt.results().isEmpty());
    var outcome = attempt.results().getFirst().outcome();
    assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
    var failure = requireNonNull(outcome.failure());
    assertThat(failure.cause()).isEqualTo(Cause.ENGINE_FAILED);
    assertThat(failure.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(failure.message())
        .contains("Worker lab", "cannot hand out graphics processors", "of [a] there are []");
    assertThat(failure.fix()).contains("NVIDIA Container Toolkit", "--gpus=none");
    await().until(() -> lab.site.claims.getLast().worker().gpus() == 0);
  }
}

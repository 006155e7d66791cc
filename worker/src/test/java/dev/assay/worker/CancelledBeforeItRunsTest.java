package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.AttemptResult.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cancel that reaches a run before any of its containers is there. */
class CancelledBeforeItRunsTest {
  @TempDir Path root;
  private WorkerLab lab;

  @BeforeEach
  void setUp() throws IOException {
    lab = new WorkerLab(root);
    lab.slots = 2;
  }

  @AfterEach
  void tearDown() throws IOException, InterruptedException {
    lab.close();
    assertThat(lab.engine.open()).isZero();
  }

  private static Kind end(SiteStub.Attempt attempt) {
    await().until(() -> !attempt.results().isEmpty());
    return attempt.results().getFirst().outcome().kind();
  }

  @Test
  void while_its_files_are_fetched() throws IOException {
    lab.site.cutDownloads.set(Integer.MAX_VALUE);
    lab.start();
    var attempt = lab.give();
    await().until(() -> !attempt.activities().isEmpty());

    attempt.askToCancel();

    assertThat(end(attempt)).isEqualTo(Kind.CANCELLED);
    assertThat(lab.engine.prepared()).isEmpty();
  }

  @Test
  void while_another_run_has_the_graphics_processors() throws IOException {
    lab.gpus = List.of("a");
    lab.engine.withGpus("a");
    var running = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          return process.hang();
        });
    lab.start();
    var first = lab.site.give(WorkerLab.withGpus(lab.order(lab.submission()), 1));
    await().until(() -> running.getCount() == 0);
    var second = lab.site.give(WorkerLab.withGpus(lab.order(lab.submission()), 1));
    await().until(() -> !second.activities().isEmpty());

    second.askToCancel();

    assertThat(end(second)).isEqualTo(Kind.CANCELLED);
    assertThat(first.results()).isEmpty();
    first.askToCancel();
    assertThat(end(first)).isEqualTo(Kind.CANCELLED);
  }
}

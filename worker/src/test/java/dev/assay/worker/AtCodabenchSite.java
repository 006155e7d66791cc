package dev.assay.worker;

import static dev.assay.worker.WorkerLab.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test with a worker for a Codabench site that is not Assay: its messages in a real RabbitMQ, its
 * calls at a stub that knows the recorded protocol alone. What the worker said is held against
 * transcripts.
 */
abstract class AtCodabenchSite extends InTheLab {
  private static final UUID SECRET = UUID.fromString("6a1f0e9c-40f0-4c58-9a87-5d2d6f0f7c11");

  static CodabenchCelery celery;

  CodabenchSite site;
  StepMessages messages;

  @BeforeAll
  static void startBroker() throws Exception {
    celery = CodabenchCelery.start();
  }

  @AfterAll
  static void stopBroker() throws IOException {
    celery.close();
  }

  @BeforeEach
  void openSite() throws IOException {
    celery.purge();
    lab.broker = celery.source(BrokerSource.Opened.NOTHING);
    site = new CodabenchSite(SECRET.toString());
    messages = new StepMessages(site, SECRET);
    site.holds("submission", WorkerLab.zip(Map.of("metadata.yaml", "command: predict")));
    site.holds("scoring", WorkerLab.zip(Map.of("metadata.yaml", "command: score")));
    site.holds("reference", WorkerLab.zip(Map.of("truth.txt", "1")));
    site.holds("input", WorkerLab.zip(Map.of("in.txt", "2")));
    lab.runs(
        "predict",
        process -> {
          process.out("predicting\n");
          process.err("careful\n");
          process.write("/app/output/answer.txt", "42");
          return 0;
        });
  }

  @AfterEach
  void closeSite() throws IOException, InterruptedException {
    lab.stop(Duration.ofSeconds(10));
    site.close();
    assertThat(celery.waiting()).as("messages left over").isZero();
  }

  void awaitLine(String begin) {
    await().until(() -> site.transcript().stream().anyMatch(line -> line.startsWith(begin)));
  }

  private static List<String> heard(List<String> lines, boolean bySocket) {
    return lines.stream().filter(line -> line.startsWith("WS ") == bySocket).toList();
  }

  void assertSaid(String golden) throws IOException {
    try (var in = getClass().getResourceAsStream("/codabench/" + golden + ".transcript")) {
      var lines =
          new String(Objects.requireNonNull(in, golden).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      await()
          .untilAsserted(
              () -> {
                assertThat(heard(site.transcript(), false))
                    .containsExactlyElementsOf(heard(lines, false));
                assertThat(heard(site.transcript(), true))
                    .containsExactlyInAnyOrderElementsOf(heard(lines, true));
              });
    }
  }
}

package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * While participants submit, workers, networks, sites, PostgreSQL, RabbitMQ, container engine and
 * storage fail two at a time, as a fixed seed decides: nothing is lost, nothing counts twice,
 * nothing hangs. A minute of it here; the long way is {@code ./assay benchmark chaos}.
 */
class ChaosIT {
  private static final String[] OPTIONS = {
    "--submissions=300", "--faults=24", "--poison=2", "--seconds=70", "--seed=20261126"
  };

  /** On a slow machine fewer of the second round fit; each kind comes at least once. */
  private static final String ALL = ".*\\(300 submissions, (?:1[89]|2\\d) faults, seed 20261126\\)";

  private static final List<String> KINDS =
      List.of(
          "worker killed",
          "worker paused beyond its lease",
          "network cut for less than a lease",
          "network cut for more than a lease",
          "network silent",
          "network slow",
          "transfers broken off",
          "calls of the engine fail",
          "worker's disk full",
          "site killed",
          "sites restarted one after the other",
          "site worker killed",
          "PostgreSQL restarted",
          "storage fails",
          "storage slow",
          "reports twice and out of order",
          "broker restarted",
          "broker wiped");

  @Test
  void nothing_is_lost_doubled_or_stuck_whatever_fails() throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("benchmark", "chaos"));
    words.addAll(List.of(OPTIONS));
    Path log = Files.createDirectories(Path.of("target")).resolve("chaos.log").toAbsolutePath();
    var chaos = Home.assay(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(chaos.waitFor(20, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      chaos.descendants().forEach(ProcessHandle::destroyForcibly);
      chaos.destroyForcibly();
    }
    var said = Files.readAllLines(log);
    assertThat(said.getLast())
        .as(String.join("\n", said))
        .startsWith("chaos: 0 lost, 0 doubled, 0 stuck (")
        .matches(ALL);
    assertThat(chaos.exitValue()).isZero();
    for (var kind : KINDS) {
      assertThat(said).as(kind).anyMatch(line -> line.startsWith("assay: " + kind));
    }
    // Real containers take a Docker of the test's own, which takes root.
    assertThat(said)
        .anyMatch(
            line ->
                line.startsWith("assay: container engine restarted")
                    || line.startsWith("assay: no real containers"));
  }
}

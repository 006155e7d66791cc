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
    "--submissions=100", "--faults=19", "--poison=1", "--seconds=60", "--seed=20261126"
  };

  private static final String ENOUGH =
      ".*\\((?:[4-9]\\d|100) submissions, (?:[6-9]|1\\d) faults, seed 20261126\\)";

  @Test
  void nothing_is_lost_doubled_or_stuck_whatever_fails() throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("benchmark", "chaos"));
    words.addAll(List.of(OPTIONS));
    Path log = Files.createDirectories(Path.of("target")).resolve("chaos.log").toAbsolutePath();
    var chaos = Home.assay(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(chaos.waitFor(600, TimeUnit.SECONDS)).as("it ends in time").isTrue();
    } finally {
      chaos.descendants().forEach(ProcessHandle::destroyForcibly);
      chaos.destroyForcibly();
    }
    var said = Files.readAllLines(log);
    assertThat(said.getLast())
        .as(String.join("\n", said))
        .startsWith("chaos: 0 lost, 0 doubled, 0 stuck (");
    assertThat(said.getLast()).as("on a slow machine less fits").matches(ENOUGH);
    assertThat(chaos.exitValue()).isZero();
  }
}

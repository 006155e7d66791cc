package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Searches each target for some seconds, as many at once as there are processors: each search is a
 * process of one thread.
 *
 * <p>{@code -Dassay.fuzz.seconds=600 -Dassay.fuzz.target=yaml} searches longer in one of them.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("assay.fuzz.seconds", 15));

  static Stream<FuzzTarget> targets() {
    String only = System.getProperty("assay.fuzz.target", "");
    return only.isEmpty() ? Arrays.stream(FuzzTarget.values()) : Stream.of(FuzzTarget.named(only));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void no_input_crashes_hangs_or_escapes(FuzzTarget target)
      throws IOException, InterruptedException {
    Path folder = Path.of("target", "fuzz", target.word()).toAbsolutePath();
    Fuzzing.Result result = new Fuzzing(target, TIME, folder).run();
    assertThat(result.exitCode())
        .as("Jazzer found something; copy the input to src/test/resources/fuzz.\n%s", result.log())
        .isZero();
    // That it really searched, guided by what the inputs reach.
    assertThat(result.runs()).as(result.log()).isPositive();
    assertThat(result.firstCoverage()).as(result.log()).isGreaterThan(50);
    assertThat(result.coverage()).isGreaterThanOrEqualTo(result.firstCoverage());
  }
}

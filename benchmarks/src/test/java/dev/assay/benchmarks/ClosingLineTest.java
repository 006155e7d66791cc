package dev.assay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However a benchmark ends, it says so in its last line, and with success only if it succeeded. */
class ClosingLineTest {

  private static Process start(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void one_that_throws_ends_with_why() throws Exception {
    var chaos = start("chaos", "--submissions=many");
    assertThat(said(chaos))
        .isEqualTo(
            "chaos: broken off: java.lang.NumberFormatException: For input string: \"many\"");
    assertThat(chaos.waitFor()).isEqualTo(1);
  }

  @Test
  void one_that_is_ended_from_outside_ends_with_that() {
    var said = new ArrayList<String>();
    var closing = new ClosingLine("chaos", said::add);
    assertThat(closing.isEnded()).isTrue();
    assertThat(closing.is("chaos: 0 lost, 0 doubled, 0 stuck")).isFalse();
    assertThat(said)
        .as("once")
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("chaos: broken off: the process was ended"));
  }
}

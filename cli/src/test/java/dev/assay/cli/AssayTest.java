package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssayTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outBefore = System.out;
  private final PrintStream errBefore = System.err;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(outBefore);
    System.setErr(errBefore);
  }

  @Test
  void help_names_every_command() {
    assertThat(Assay.run("--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("  up "))
        .anyMatch(line -> line.startsWith("  site-worker "));
  }

  @ParameterizedTest
  @MethodSource("dev.assay.cli.Assay#names")
  void every_command_explains_itself(String name) {
    assertThat(Assay.run(name, "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: assay " + name);
  }

  @Test
  void an_unknown_command_is_refused_with_the_nearest_one() {
    assertThat(Assay.run("site-workers")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("no command \"site-workers\". Did you mean \"site-worker\"?");
  }

  @Test
  void a_site_without_a_database_says_how_to_name_one() {
    assertThat(Assay.run("site")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Give --database-url jdbc:postgresql://HOST:PORT/NAME");
  }
}

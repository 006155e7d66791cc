package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssayTest {
  @RegisterExtension private final Printed printed = new Printed();

  @Test
  void help_names_every_command() {
    assertThat(Assay.run("--help")).isZero();

    assertThat(printed.out().lines())
        .anyMatch(line -> line.startsWith("  up "))
        .anyMatch(line -> line.startsWith("  site-worker "));
  }

  @ParameterizedTest
  @MethodSource("dev.assay.cli.Assay#names")
  void every_command_explains_itself(String name) {
    assertThat(Assay.run(name, "--help")).isZero();
    assertThat(printed.out()).startsWith("Usage: assay " + name);
  }

  @Test
  void an_unknown_command_is_refused_with_the_nearest_one() {
    assertThat(Assay.run("site-workers")).isEqualTo(2);
    assertThat(printed.err())
        .contains("no command \"site-workers\". Did you mean \"site-worker\"?");
  }

  @Test
  void a_site_without_a_database_says_how_to_name_one() {
    assertThat(Assay.run("site")).isEqualTo(2);
    assertThat(printed.err()).contains("Give --database-url jdbc:postgresql://HOST:PORT/NAME");
  }

  @Test
  void an_empty_token_file_is_told_before_any_site_is_asked(@TempDir Path folder) throws Exception {
    var file = Files.createFile(folder.resolve("token"));
    assertThat(Assay.run("cancel", "--site=http://127.0.0.1:1", "--token-file=" + file, "1"))
        .isEqualTo(2);
    assertThat(printed.err()).contains("The token file " + file + " is empty.");
  }
}

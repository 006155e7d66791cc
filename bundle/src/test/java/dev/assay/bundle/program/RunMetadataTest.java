package dev.assay.bundle.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetadataTest {
  @TempDir Path output;

  @Test
  void times_are_numbers_and_what_did_not_run_is_null() throws IOException {
    var metadata = new RunMetadata(0, Duration.ofMillis(1500), null, null);
    assertThat(metadata.write(output)).isEmpty();
    var root =
        (YamlNode.Mapping)
            YamlReader.read("metadata", Files.readAllBytes(output.resolve("metadata")))
                .root()
                .orElseThrow();
    assertThat(root.value("exitCode").orElseThrow()).isInstanceOf(YamlNode.Int.class);
    assertThat(root.value("elapsedTime").orElseThrow())
        .isInstanceOfSatisfying(
            YamlNode.Real.class, time -> assertThat(time.value()).isEqualByComparingTo("1.5"));
    assertThat(root.value("ingestionExitCode").orElseThrow()).isInstanceOf(YamlNode.Null.class);
    assertThat(root.value("ingestionElapsedTime").orElseThrow()).isInstanceOf(YamlNode.Null.class);
  }

  @Test
  void the_elapsed_time_falls_back_to_ingestion() {
    assertThat(new RunMetadata(null, null, 1, Duration.ofSeconds(2)).text())
        .isEqualTo(
            """
            exitCode: null
            elapsedTime: 2.000000
            ingestionExitCode: 1
            ingestionElapsedTime: 2.000000
            """);
  }

  @Test
  void a_programs_own_file_is_moved_aside_with_a_warning() throws IOException {
    Files.writeString(output.resolve("metadata"), "mine");
    Files.writeString(output.resolve("metadata.program"), "also mine");
    var findings = new RunMetadata(0, Duration.ZERO, null, null).write(output);
    assertThat(findings).singleElement().matches(f -> f.code() == FindingCode.RUN_07);
    assertThat(output.resolve("metadata.program2")).hasContent("mine");
    assertThat(output.resolve("metadata.program")).hasContent("also mine");
  }

  @Test
  void a_link_in_the_way_is_not_written_through() throws IOException {
    Path victim = Files.writeString(output.resolve("victim"), "precious");
    Files.createSymbolicLink(output.resolve("metadata"), victim);
    new RunMetadata(0, Duration.ZERO, null, null).write(output);
    assertThat(victim).hasContent("precious");
    assertThat(Files.isSymbolicLink(output.resolve("metadata"))).isFalse();
  }

  @Test
  void the_named_page_of_detailed_results_comes_first_then_the_first_by_name() throws IOException {
    assertThat(DetailedResultsFile.find(output)).isEmpty();
    Files.writeString(output.resolve("scores.html"), "");
    Files.writeString(output.resolve("plot.html"), "");
    Files.createSymbolicLink(output.resolve("a.html"), output.resolve("plot.html"));
    assertThat(DetailedResultsFile.find(output)).contains(output.resolve("plot.html"));
    Files.writeString(output.resolve("detailed_results.html"), "");
    assertThat(DetailedResultsFile.find(output)).contains(output.resolve("detailed_results.html"));
  }
}

package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LintCommandTest {
  private static final Path SAMPLES = Path.of("..", "samples");

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"iris", "digits", "tiny", "probe"})
  void the_samples_have_neither_errors_nor_warnings(String sample) {
    assertThat(Assay.run("lint", SAMPLES.resolve(sample).toString())).isZero();
    assertThat(printed.out()).contains("can be imported: 0 errors, 0 warnings");
  }

  @Test
  void a_faulty_bundle_is_told_with_file_line_key_cause_and_fix() throws IOException {
    Files.writeString(folder.resolve("competition.yaml"), "version: 2\ntitle: ''\n");
    assertThat(Assay.run("lint", folder.toString())).isEqualTo(1);
    assertThat(printed.out())
        .contains("competition.yaml:2:8: error CMP-01 at title")
        .contains("'title' is empty.")
        .contains("       2 | title: ''")
        .contains("Fix: ")
        .contains("cannot be imported");
  }

  @Test
  void the_report_can_be_had_as_json() throws IOException {
    Files.writeString(folder.resolve("competition.yaml"), "version: [\n");
    assertThat(Assay.run("lint", "--json", folder.toString())).isEqualTo(1);
    var report = JsonMapper.builder().build().readTree(printed.out());
    assertThat(report.path("accepted").asBoolean()).isFalse();
    assertThat(report.path("findings").get(0).path("code").asString()).isEqualTo("YML-01");
  }

  @Test
  void a_bundle_that_does_not_exist_is_a_mistake_of_the_call() {
    assertThat(Assay.run("lint", folder.resolve("none.zip").toString())).isEqualTo(2);
    assertThat(printed.err()).contains("There is no file or folder");
  }

  @Test
  void a_submission_that_does_not_exist_has_not_failed_but_is_a_mistake_of_the_call() {
    var none = folder.resolve("none.zip").toString();
    assertThat(Assay.run("run", SAMPLES.resolve("tiny").toString(), none)).isEqualTo(2);
    assertThat(printed.err()).contains("There is no file or folder " + none);
  }

  @Test
  void a_submission_that_would_not_be_run_is_a_mistake_of_the_call() {
    assertThat(Assay.run("lint", "--submission=x.zip", SAMPLES.resolve("tiny").toString()))
        .isEqualTo(2);
    assertThat(printed.err()).contains("--submission is run with --run");
  }
}

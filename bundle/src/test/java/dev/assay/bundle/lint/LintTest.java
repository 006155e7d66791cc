package dev.assay.bundle.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bundle.FindingJson;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.bundle.lint.LintReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintTest {
  @TempDir Path temp;
  private final Lint lint = new Lint(SampleBundle.CLOCK);

  @Test
  void a_good_bundle_passes_as_a_zip_and_as_a_folder() throws IOException {
    Path zip = Files.write(temp.resolve("good.zip"), new SampleBundle().zip());
    assertThat(lint.check(zip).verdict()).isEqualTo(Verdict.IMPORTS);
    Path folder = temp.resolve("folder");
    new SafeUnpack(ArchiveLimits.forBundles(), Strictness.STRICT).unpack(zip, folder);
    assertThat(lint.check(folder).findings()).isEqualTo(lint.check(zip).findings());
  }

  @Test
  void the_report_quotes_the_line_with_a_caret_and_ends_with_the_verdict() throws IOException {
    Path zip =
        Files.write(
            temp.resolve("b.zip"), new SampleBundle().replace("index: 1", "index: one").zip());
    LintReport report = lint.check(zip);
    assertThat(report.isAccepted()).isFalse();
    assertThat(report.text())
        .contains("competition.yaml:19:12: error PHA-18 at phases[1].index")
        .contains("      19 |   - index: one\n         |            ^\n")
        .endsWith("cannot be imported: 1 error, 0 warnings, 1 remark (0 ms)\n");
  }

  @Test
  void the_report_is_json_for_programs_and_findings_survive_it() throws IOException {
    Path zip = Files.write(temp.resolve("b.zip"), new SampleBundle().append("titel: x\n").zip());
    LintReport report = lint.check(zip);
    JsonNode json = JsonMapper.builder().build().readTree(report.json());
    assertThat(json.path("accepted").asBoolean()).isTrue();
    assertThat(json.path("warnings").asInt()).isEqualTo(1);
    assertThat(FindingJson.read(json.path("findings").toString())).isEqualTo(report.findings());
  }

  @Test
  void what_codabench_would_refuse_can_be_made_an_error() throws IOException {
    Path zip =
        Files.write(temp.resolve("b.zip"), new SampleBundle().replace("version: 2", "").zip());
    assertThat(lint.check(zip).verdict()).isEqualTo(Verdict.IMPORTS_WITH_WARNINGS);
    assertThat(lint.forCodabench().check(zip).verdict()).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void what_is_no_zip_is_a_finding_and_what_does_not_exist_is_a_failure() throws IOException {
    Path text = Files.writeString(temp.resolve("b.zip"), "hello");
    assertThat(lint.check(text).findings()).singleElement().asString().contains("ARC-01");
    assertThatThrownBy(() -> lint.check(temp.resolve("none.zip")))
        .isInstanceOf(NoSuchFileException.class);
  }
}

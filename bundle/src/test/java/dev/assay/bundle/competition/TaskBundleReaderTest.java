package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.FindingText;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.lint.Lint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskBundleReaderTest {
  private static final String KEY = "412ea3a9-c87e-4044-a479-3105d49a0ef4";
  private static final String YAML =
      """
      name: Iris
      description: Tell flowers apart
      is_public: yes
      scoring_program:
        zip: scoring.zip
      reference_data:
        key: 412ea3a9-c87e-4044-a479-3105d49a0ef4
      """;

  @TempDir Path folder;

  private CheckedTaskBundle read(String yaml) {
    return read(zip(yaml));
  }

  private static ZipBuilder zip(String yaml) {
    byte[] scoring =
        new ZipBuilder()
            .file("metadata.yaml", "command: python3 $program/score.py")
            .file("score.py", "print(1)")
            .bytes();
    return new ZipBuilder()
        .file("task.yaml", yaml)
        .file("scoring.zip", scoring)
        .file("parts/score.py", "print(1)")
        .file("notes.txt", "no zip");
  }

  private CheckedTaskBundle read(ZipBuilder zip) {
    try (var source = BundleSource.open(file(zip), ArchiveLimits.forBundles())) {
      return new TaskBundleReader(SampleBundle.CLOCK).read(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(ZipBuilder zip) throws IOException {
    return Files.write(Files.createTempFile(folder, "task", ".zip"), zip.bytes());
  }

  private static List<String> codes(CheckedTaskBundle checked) {
    return checked.findings().stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .map(finding -> finding.code().text() + (finding.isError() ? " E" : " W"))
        .toList();
  }

  @Test
  void a_task_names_zips_of_the_archive_and_keys_of_the_site() {
    CheckedTaskBundle checked = read(YAML);
    assertThat(codes(checked)).isEmpty();
    TaskBundle task =
        checked
            .task()
            .orElseThrow(() -> new AssertionError(FindingText.render(checked.findings())));
    assertThat(task.name()).isEqualTo("Iris");
    assertThat(task.description()).isEqualTo("Tell flowers apart");
    assertThat(task.isPublic()).isTrue();
    assertThat(task.ingestionOnlyDuringScoring()).isFalse();
    assertThat(task.files().scoringProgram()).isEqualTo(new BundleFile("scoring.zip"));
    assertThat(task.files().referenceData()).isEqualTo(new DatasetKey(UUID.fromString(KEY)));
    assertThat(task.files().inputData()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: Iris|title: Iris|TSK-05 E,YML-07 W",
        "description: Tell flowers apart||TSK-11 W",
        "zip: scoring.zip|zip: none.zip|REF-01 E",
        "zip: scoring.zip|zip: ../scoring.zip|REF-02 E",
        "zip: scoring.zip|zip: notes.txt|TSK-12 W,REF-08 W",
        "zip: scoring.zip|zip: 7|REF-03 E",
        "zip: scoring.zip|file: scoring.zip|TSK-12 E,YML-07 W",
        "zip: scoring.zip||TSK-04 E",
        "scoring_program:|ingestion_program:|TSK-04 E",
        "key: 412ea3a9-c87e-4044-a479-3105d49a0ef4|key: mine|REF-04 E",
        "key: 412ea3a9|zip: scoring.zip\\n  key: 412ea3a9|TSK-07 W",
        "reference_data:|ingestion_only_during_scoring: true\\nreference_data:|TSK-09 W",
        "reference_data:|input_data: [1]\\nreference_data:|TSK-12 E",
        "reference_data:|input_data:\\nreference_data:|",
        "reference_data:|input_data: {}\\nreference_data:|",
        "is_public: yes|is_public: perhaps|CMP-06 E",
      })
  void a_fault_is_found(String old, String replacement, String expected) {
    String text = replacement == null ? "" : replacement.replace("\\n", "\n");
    List<String> wanted = expected == null ? List.of() : List.of(expected.split(","));
    assertThat(codes(read(YAML.replace(old, text)))).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void a_folder_serves_as_a_part_too_but_not_in_codabench() {
    CheckedTaskBundle checked = read("name: Iris\ndescription: Flowers\nscoring_program: parts\n");
    assertThat(codes(checked)).containsExactly("TSK-12 W", "PRG-01 W");
    assertThat(checked.task().orElseThrow().files().scoringProgram())
        .isEqualTo(new BundleFolder("parts"));
    assertThat(checked.findings().getFirst().asCodabenchSeesIt().isError()).isTrue();
  }

  @Test
  void without_task_yaml_there_is_no_task() {
    assertThat(codes(read(new ZipBuilder().file("other.yaml", YAML)))).containsExactly("ARC-02 E");
    assertThat(codes(read("- a\n- b\n"))).containsExactly("YML-02 E");
    assertThat(codes(read("name: [\n"))).containsExactly("YML-01 E");
  }

  @Test
  void lint_tells_a_task_bundle_by_its_file() throws IOException {
    var lint = new Lint(SampleBundle.CLOCK);
    assertThat(lint.check(file(zip(YAML))).isAccepted()).isTrue();
    assertThat(lint.check(file(new ZipBuilder().file("task.yaml", "name: Iris\n"))).findings())
        .anyMatch(finding -> finding.code().text().equals("TSK-04"));
  }
}

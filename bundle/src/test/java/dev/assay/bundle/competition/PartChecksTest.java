package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartChecksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "command: python3 $program/score.py $input $output|",
        "command: python3 score.py|",
        "command: python3 -u /app/program/score.py|",
        "command: python3 -m score|",
        "command: sh -c 'cd /tmp && python3 /app/program/score.py > log'|",
        "command: [python3, score.py]|PRG-04 W",
        "command: python3 $program/scor.py|PRG-08 W",
        "command: python3 score.py $inptu|PRG-05 W",
        "command: python3 score.py && echo done|PRG-06 W",
        "command: python3 score.py > log|PRG-06 W",
        "command: python3 score.py $HOME|PRG-06 W",
        "command: python3 score.py; ls|PRG-06 W",
        "command: python3 score.py *.csv|PRG-06 W",
        "command: 'python3 \"score.py'|PRG-03 W",
        "command: 7|PRG-03 W",
        "description: x|PRG-02 W",
        "command: [|PRG-03 W"
      })
  void the_metadata_of_a_program_is_judged(String metadata, String expected) {
    var bundle = new SampleBundle().file("scoring/metadata.yaml", metadata);
    assertThat(bundle.codes())
        .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void a_finding_inside_a_nested_zip_names_both_files() {
    byte[] program =
        new ZipBuilder()
            .file("metadata.yaml", "a: b\ncommand: python3 gone.py\n# accuracy")
            .bytes();
    var bundle = new SampleBundle().file("program.zip", program).replace("scoring/", "program.zip");
    assertThat(
            bundle.findings().stream()
                .filter(f -> f.code().text().equals("PRG-08"))
                .map(Finding::toString))
        .containsExactly(
            "program.zip!metadata.yaml:2:10: warning PRG-08 at command: 'gone.py' is not in the program.");
  }

  @Test
  void a_program_without_metadata_is_warned_of() {
    assertThat(new SampleBundle().without("scoring/metadata.yaml").codes())
        .containsExactly("PRG-01 W");
  }

  @Test
  void a_zip_that_wraps_its_program_in_a_folder_is_warned_of() {
    byte[] program = new ZipBuilder().file("scoring/metadata.yaml", "command: run").bytes();
    var bundle = new SampleBundle().file("program.zip", program).replace("scoring/", "program.zip");
    assertThat(bundle.codes()).containsExactly("REF-11 W");
  }

  @Test
  void parts_that_are_no_zips_or_empty_are_warned_of() {
    var bundle =
        new SampleBundle()
            .file("data.csv", "1,2")
            .file("empty.zip", new ZipBuilder().bytes())
            .replace(
                "reference_data: reference", "reference_data: data.csv\n    input_data: empty.zip");
    assertThat(bundle.codes()).containsExactlyInAnyOrder("REF-08 W", "REF-10 W");
  }

  @Test
  void a_nested_zip_that_leaves_its_folder_is_refused() {
    byte[] data = new ZipBuilder().file("../evil", "").bytes();
    var bundle =
        new SampleBundle()
            .file("data.zip", data)
            .replace("reference_data: reference", "reference_data: data.zip");
    assertThat(bundle.codes()).containsExactly("ARC-04 E");
    assertThat(bundle.findings().toString()).contains("data.zip!../evil");
  }

  @Test
  void a_file_for_download_may_be_anything() {
    var bundle =
        new SampleBundle()
            .file("kit.txt", "hello")
            .replace("end: 2026-02-01", "end: 2026-02-01\n    starting_kit: kit.txt");
    assertThat(bundle.codes()).isEmpty();
  }

  @Test
  void ingestion_during_scoring_that_reads_the_answers_is_warned_of() {
    var bundle =
        new SampleBundle()
            .file("ingestion/metadata.yaml", "command: python3 run.py $hidden")
            .file("ingestion/run.py", "import os\nos.listdir('/app/ingestion_program')\n")
            .replace(
                "reference_data: reference",
                "reference_data: reference\n    ingestion_program: ingestion\n    ingestion_only_during_scoring: true");
    assertThat(bundle.codes()).containsExactlyInAnyOrder("PRG-09 W", "PRG-07 W");
    bundle.append("assay: {tasks: {0: {show_reference_data: true}}}\n");
    assertThat(bundle.codes()).containsExactlyInAnyOrder("ASY-02 W", "PRG-07 W");
  }

  @Test
  void a_program_that_installs_software_is_told_about_the_network() {
    var bundle =
        new SampleBundle().file("scoring/score.py", "import os\nos.system('pip install numpy')\n");
    assertThat(bundle.findings().stream().map(Finding::toString))
        .anyMatch(f -> f.startsWith("scoring/score.py:2:12: warning PRG-11"));
  }

  @Test
  void unused_files_and_files_used_twice_are_remarked() {
    var bundle =
        new SampleBundle()
            .file("notes.txt", "")
            .replace(
                "reference_data: reference",
                "reference_data: reference\n    input_data: reference");
    List<String> codes = bundle.findings().stream().map(f -> f.code().text()).toList();
    assertThat(codes).contains("REF-09", "ARC-10");
  }

  @Test
  void questions_that_go_with_the_answers_may_be_public() {
    var bundle =
        new SampleBundle()
            .file("reference/images.csv", "5,7")
            .file("public/images.csv", "5,7")
            .replace("end: 2026-02-01", "public_data: public\n    end: 2026-02-01");
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.file("public/labels.csv", "1").codes()).containsExactly("REF-12 W");
  }

  @Test
  void answers_are_recognised_in_any_packing() {
    byte[] kit = new ZipBuilder().file("data/deep/y.csv", "1").bytes();
    var bundle =
        new SampleBundle()
            .file("kit.zip", kit)
            .replace("end: 2026-02-01", "starting_kit: kit.zip\n    end: 2026-02-01");
    assertThat(bundle.codes()).containsExactly("REF-12 W");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "network: default|requests.get(url)|",
        "network: none|requests.get(url)|PRG-13 W",
        "user: root|os.setuid(0)|",
        "writable_root: true|os.makedirs('/opt/cache')|",
        "writable_root: true|os.system('pip install x')|PRG-11 W",
        "network: none|open('/tmp/x', 'w')|",
        "network: none|open('/app/output/x', 'w')|",
        "network: none|open('/app/input/ref/x')|",
        "network: none|os.system('mkdir -p /data/x')|PRG-15 W",
      })
  void what_the_bundle_asks_for_is_not_told_again(String asked, String line, String expected) {
    var bundle =
        new SampleBundle()
            .file("scoring/score.py", "accuracy = 1\n" + line + "\n")
            .append("assay: {" + asked + "}\n");
    assertThat(bundle.codes())
        .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void a_score_put_together_from_a_number_counts_as_written() {
    var bundle =
        new SampleBundle()
            .file("scoring/score.py", "name = 'set%d_score' % number")
            .replace("key: accuracy", "key: set1_score");
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.replace("set1_score", "set1_error").codes()).containsExactly("PRG-12 W");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for part in ['test']: scores[f'{part}_error'] = 1",
        "scores['test_' + name] = 1 # error",
        "scores['%s_error' % 'test'] = 1"
      })
  void a_score_put_together_from_words_counts_as_written(String line) {
    var bundle =
        new SampleBundle()
            .file("scoring/score.py", line)
            .replace("key: accuracy", "key: test_error");
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.replace("test_error", "test_mistake").codes()).containsExactly("PRG-12 W");
  }

  @Test
  void a_score_that_ingestion_writes_may_be_passed_on() {
    var bundle =
        new SampleBundle()
            .file("ingestion/metadata.yaml", "command: python3 $program/run.py")
            .file("ingestion/run.py", "durations = {'train_time': 1}")
            .replace("key: accuracy", "key: train_time");
    assertThat(bundle.codes()).contains("PRG-12 W");
    assertThat(
            bundle
                .replace(
                    "scoring_program: scoring/",
                    "scoring_program: scoring/\n    ingestion_program: ingestion")
                .codes())
        .isEmpty();
  }

  @Test
  void a_sample_of_the_output_decides_which_scores_are_written() {
    var bundle = new SampleBundle().file("scoring_output/scores.json", "{\"acc\": 1}");
    assertThat(bundle.codes()).containsExactly("PRG-12 W");
    assertThat(bundle.file("scoring_output/scores.json", "{\"accuracy\": 1}").codes()).isEmpty();
  }

  @Test
  void nothing_is_said_of_scores_where_a_program_is_compiled() {
    var bundle =
        new SampleBundle()
            .file("scoring/score.py", "import core")
            .file("scoring/core.so", new byte[] {1, 2});
    assertThat(bundle.codes()).isEmpty();
  }

  @Test
  void parts_leave_the_bundle_as_the_site_or_a_container_needs_them(@TempDir Path temp)
      throws IOException {
    byte[] program = new ZipBuilder().file("metadata", "command: run").bytes();
    Path zip = Files.write(temp.resolve("b.zip"), new SampleBundle().file("p.zip", program).zip());
    try (var source = BundleSource.open(zip, ArchiveLimits.forBundles())) {
      var parts = new ReferencedContent(source);
      parts.store(new BundleFile("p.zip"), temp.resolve("stored.zip"));
      assertThat(temp.resolve("stored.zip")).hasBinaryContent(program);
      parts.unpack(new BundleFile("p.zip"), temp.resolve("program"), ArchiveLimits.forBundles());
      assertThat(temp.resolve("program/metadata")).hasContent("command: run");
      parts.store(new BundleFolder("scoring"), temp.resolve("scoring.zip"));
      try (var scoring =
          BundleSource.open(temp.resolve("scoring.zip"), ArchiveLimits.forBundles())) {
        assertThat(scoring.entry("score.py")).isPresent();
      }
      parts.unpack(
          new BundleFolder("scoring"), temp.resolve("scoring"), ArchiveLimits.forBundles());
      assertThat(temp.resolve("scoring/score.py")).hasContent("print('accuracy')");
    }
  }
}

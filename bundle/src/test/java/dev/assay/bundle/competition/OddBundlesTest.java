package dev.assay.bundle.competition;

import static dev.assay.bundle.SampleBundle.plus;
import static dev.assay.bundle.SampleBundle.with;
import static dev.assay.bundle.quirks.LegacySample.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.quirks.LegacySample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles such as people make them: told at their line and key, or taken as they are meant. */
class OddBundlesTest {
  private static final String END = "end: 2026-02-01";
  private static final String EMOJI = "\uD83D\uDE00";

  @TempDir Path folder;

  static Stream<SampleBundle> written() {
    String yaml = SampleBundle.YAML;
    return Stream.of(
        new SampleBundle().yaml(yaml.replace("\n", "\r\n")),
        new SampleBundle().yaml(yaml.replace("\n", "\r")),
        new SampleBundle().yaml("\uFEFF" + yaml),
        new SampleBundle().yaml(yaml + "...\n"),
        with("version: 2", "version: 02"),
        with("tasks:\n  - index: 0", "tasks:\n  - &first\n    index: 0")
            .replace("phases:", "  - {<<: *first, index: 1, name: B}\nphases:")
            .replace("tasks: [0]", "tasks: [0, 1]"),
        with("scoring/", ".//scoring/./"),
        with("file: overview.md", "file: .\\texts\\overview.md").file("texts/overview.md", "x"),
        with("data: reference", "data: my data/the file.zip")
            .file("my data/the file.zip", ZipBuilder.of("a", "b")),
        new SampleBundle().file("overview.md", "\uFEFF# Flowers\r\n"),
        new SampleBundle().file("__MACOSX/._competition.yaml", "x").file(".DS_Store", "x"),
        // Codabench's numbers are Python's: 0, 0.0 and false are one index.
        with("index: 0\n    name: Iris", "index: 0.0\n    name: Iris"),
        with("tasks: [0]", "tasks: [false]"),
        plus("forum_enabled: 1.0"),
        plus("forum_enabled: 0x0"),
        with(END, "max_submissions: '5.0'\n    " + END),
        plus("      - {title: B, key: accuracy_b, index: '1.0'}")
            .file("scoring/score.py", "print('accuracy', 'accuracy_b')"),
        with("start: 2026-02-02", "start: 2026-02-02\n    end: false"),
        with("start: 2026-02-02", "start: 2026-02-02\n    end: []"),
        with("title: Flowers", "title: " + EMOJI.repeat(256)),
        with("name: Iris", "name: \"\\ud83d\\ude00\""),
        plus("contact_email: root@localhost"),
        plus("docker_image: localhost:5000/team/tool:1.0"),
        plus("docker_image: Registry.example.org/team/tool:2"),
        plus("docker_image: python:3.11@sha256:" + "0a".repeat(32)),
        plus("docker_image: python@sha256:" + "0a".repeat(32)));
  }

  @ParameterizedTest
  @MethodSource("written")
  void what_is_meant_is_clear_and_taken(SampleBundle bundle) {
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.definition().tasks()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title: Flowers|title: \"\\ud83d\"|2 |YML-01 E",
        "title: Flowers|title: Flowers: more|2 |YML-01 E",
        "title: Flowers|title: @Flowers|2 |YML-01 E",
        "title: Flowers|title: *flowers|2 |YML-01 E",
        "title: Flowers|title: !!python/object:os.system x|2 |YML-10 E",
        "version: 2|version: [2]|1 version|YML-03 E",
        "version: 2|version: true|1 version|YML-03 E",
        "image: logo.png|image: scoring|3 image|CMP-02 E",
        "file: overview.md|file: scoring|7 pages[0].file|PAG-03 E",
        "file: overview.md|file: [overview.md]|7 pages[0].file|PAG-02 E",
        "reference_data: reference|reference_data: https://example.org/data.zip|12 tasks[0].reference_data|REF-01 E",
        "reference_data: reference|reference_data: ~/data|12 tasks[0].reference_data|REF-01 E",
        "scoring_program: scoring/|scoring_program: Scoring|11 tasks[0].scoring_program|REF-07 W",
        "index: 0\\n    name: Iris|index: [0]\\n    name: Iris|9 tasks[0].index|TSK-02 E",
        "start: 2026-02-02|start: 1767225600|21 phases[1].start|PHA-04 E",
        "start: 2026-02-02|start: {day: 2}|21 phases[1].start|PHA-04 E",
        "start: 2026-02-02|start: 2026-02-30|21 |YML-01 E",
        "start: 2026-02-02|start: 0000-01-01|21 |YML-01 E",
        "start: 2026-02-02|start: '0000-01-01 10:00'|21 phases[1].start|PHA-04 E",
        "end: 2026-02-01|end: 2026-02-01\\n    execution_time_limit: '0'|18 phases[0].execution_time_limit|PHA-22 W",
        "end: 2026-02-01|end: 2026-02-01\\n    execution_time_limit: 99999999999|18 phases[0].execution_time_limit|PHA-16 E",
        "end: 2026-02-01|end: 2026-02-01\\n    execution_time_limit: [600]|18 phases[0].execution_time_limit|PHA-16 E",
        "key: accuracy|key: accuracy\\n        precision: 99999999999|29 leaderboards[0].columns[0].precision|COL-11 E",
        "key: accuracy|key: other|28 leaderboards[0].columns[0].key|PRG-12 W"
      })
  void a_wrong_value_is_told_once_at_its_line_and_key(
      String old, String replacement, String where, String code) {
    toldOnce(with(lines(old), lines(replacement)), where, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "docker_image: MyTeam/Tool:1|30 docker_image|CMP-05 W",
        "docker_image: https://hub.docker.com/r/team/tool|30 docker_image|CMP-05 W",
        "docker_image: 'python:'|30 docker_image|CMP-05 W",
        "docker_image: python@sha256:abc|30 docker_image|CMP-05 W",
        "docker_image: [python]|30 docker_image|CMP-05 E",
        "description: yes|30 description|CMP-10 E",
        "contact_email: jane@example|30 contact_email|CMP-08 E",
        "queue: []|30 queue|CMP-10 E",
        "solutions: [scoring]|30 solutions[0]|SOL-01 E",
        "`solutions: [{index: 0, path: scoring, tasks: []}]`|30 solutions[0].tasks|SOL-01 W",
        "assay: {network: no}|30 assay.network|ASY-01 E",
        "assay: {gpus: 99999999999}|30 assay.gpus|ASY-01 E",
        "7: x|30 7|YML-07 W",
        "? [a]\\n: x|30 |YML-01 E",
        "---\\na: b|30 |YML-01 E",
        "`      - {title: B, key: b, index: 1, computation: avg, computation_indexes: [true]}`|30 leaderboards[0].columns[1].computation_indexes|COL-09 E"
      })
  void a_wrong_line_is_told_once_at_its_key(String line, String where, String code) {
    toldOnce(plus(lines(line)), where, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title: [x], selection: '', is_required: 'true'|title|CMP-10 W",
        "title: \"T\\0\", selection: '', is_required: 'true'|title|CMP-10 E",
        "title: T, selection: '', is_required: 'True'|is_required|FCT-05 W",
        "title: T, selection: '', is_required: 1|is_required|FCT-05 W",
        "title: T, selection: '', is_required: []|is_required|FCT-05 W",
        "title: T, selection: {a: b}, is_required: 'true'|selection|FCT-06 W",
        "title: T, selection: [[a]], is_required: 'true'|selection|FCT-06 W",
        "title: T, selection: [\"a\\0\"], is_required: 'true'|selection|CMP-10 E"
      })
  void what_a_question_cannot_mean_is_told(String keys, String key, String code) {
    var bundle =
        plus("fact_sheet: {a: {key: a, type: text, " + keys + ", is_on_leaderboard: 'false'}}");
    toldOnce(bundle, "30 fact_sheet.a." + key, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Overview: overview.md|Overview: {file: overview.md}|4 html.Overview|PAG-02 E",
        "Overview: overview.md|'': overview.md|4 html.|PAG-02 E",
        "title: Flowers|title: Flowers\\nhas_registration:|2 has_registration|CMP-11 W",
        "title: Flowers|title: Flowers\\nend_date: never|2 end_date|PHA-04 E",
        "phasenumber: 1|phasenumber: one|8 phases.1.phasenumber|LEG-03 E",
        "label: Only|label: [Only]|9 phases.1.label|PHA-02 E",
        "label: Accuracy|label: [Accuracy]|18 leaderboard.columns.accuracy.label|COL-03 W",
        "label: Accuracy|rank: first|18 leaderboard.columns.accuracy.rank|COL-01 W",
        "label: Accuracy|numeric_format: '%.3f'|18 leaderboard.columns.accuracy.numeric_format|COL-11 E",
        "label: Accuracy|sort: ASC|18 leaderboard.columns.accuracy.sort|COL-04 E",
        "leaderboard: {label: RESULTS}|leaderboard: {label: OTHER}|17 leaderboard.columns.accuracy.leaderboard|LEG-07 W"
      })
  void a_wrong_value_of_version_1_5_is_told_once_at_its_line_and_key(
      String old, String replacement, String where, String code) {
    toldOnce(legacy(lines(old), lines(replacement)), where, code);
  }

  static Stream<SampleBundle> writtenLegacy() {
    return Stream.of(
        legacy("Overview: overview.md", "2026: overview.md"),
        legacy("label: Accuracy", "label: Accuracy\n      sort: ''"),
        legacy("label: Accuracy", "label: Accuracy\n      sort: desc"));
  }

  @ParameterizedTest
  @MethodSource("writtenLegacy")
  void what_is_meant_in_version_1_5_is_clear_and_taken(SampleBundle bundle) {
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.definition().overview().pages()).hasSize(1);
    assertThat(bundle.definition().leaderboard().columns().getFirst().sorting())
        .isEqualTo(ColumnDefinition.Sorting.DESC);
  }

  @Test
  void parts_that_version_1_5_lacks_are_named() {
    String yaml = LegacySample.YAML;
    String html = "html:\n  Overview: overview.md\n  terms: terms.md\n";
    String boards = yaml.substring(yaml.indexOf("leaderboard:"));
    String phases = yaml.substring(yaml.indexOf("phases:"), yaml.indexOf("leaderboard:"));
    assertThat(legacy(html, "").codes()).containsExactly("LEG-01 E");
    assertThat(legacy("  terms: terms.md\n", "").codes()).containsExactly("LEG-02 E");
    assertThat(legacy(boards, "").codes()).containsExactly("LDB-01 E");
    assertThat(legacy(boards, "leaderboard: [a]\n").codes()).containsExactly("LDB-01 E");
    assertThat(legacy(phases, "").codes()).containsExactly("PHA-01 E");
    assertThat(legacy("image: logo.png\n", "").codes()).containsExactly("CMP-02 E");
  }

  @Test
  void a_rank_orders_columns_and_is_not_said_to_be_without_effect() {
    var bundle =
        legacy(
            "      label: Accuracy\n",
            """
                  label: Accuracy
                  rank: 1.5
                first:
                  leaderboard: {label: RESULTS}
                  rank: 1
            """);
    assertThat(bundle.findings()).noneMatch(finding -> finding.message().contains("rank"));
    assertThat(bundle.definition().leaderboard().columns())
        .extracting(ColumnDefinition::key)
        .containsExactly("first", "accuracy");
    assertThat(bundle.definition().leaderboard().submissionRule()).isEqualTo(SubmissionRule.ADD);
  }

  @ParameterizedTest
  @CsvSource({"\"a\\0\": overview.md,Overview: overview.md", "\"R\\0\": {label,Results: {label"})
  void names_that_no_database_keeps_are_told(String name, String old) {
    assertThat(legacy(old, name).codes()).hasSize(1).first().asString().endsWith(" E");
  }

  @Test
  void texts_in_another_encoding_are_told_at_their_file() {
    byte[] latin = "# Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "# Hello".getBytes(StandardCharsets.UTF_16);
    byte[] wideWithoutMark = "Be fair.\nAlways.".getBytes(StandardCharsets.UTF_16LE);
    told(new SampleBundle().file("overview.md", latin), "overview.md", "Latin-1");
    told(new SampleBundle().file("overview.md", wide), "overview.md", "UTF-16");
    told(new SampleBundle().file("terms.md", wideWithoutMark), "terms.md", "UTF-16");
  }

  private static void told(SampleBundle bundle, String file, String guess) {
    assertThat(bundle.codes()).containsExactly("YML-09 E");
    Finding finding = bundle.findings().getFirst();
    assertThat(finding.place().file()).isEqualTo(file);
    assertThat(finding.place().line()).isEqualTo(1);
    assertThat(finding.message()).contains(guess);
  }

  @Test
  void accents_that_macos_writes_otherwise_are_found() {
    var bundle =
        with("data: reference", "data: donn\u00e9es").file("donne\u0301es/labels.csv", "1");
    assertThat(bundle.codes()).containsExactly("REF-07 W");
    var task = (NewTask) bundle.definition().tasks().getFirst();
    assertThat(task.files().referenceData())
        .isEqualTo(new BundleReference.BundleFolder("donne\u0301es"));
  }

  @Test
  void a_definition_in_capitals_or_in_two_folders_is_named() throws IOException {
    for (String name : List.of("COMPETITION.YAML", "Competition.yml", "a/b/competition.yaml")) {
      Path file =
          new ZipBuilder()
              .file(name, SampleBundle.YAML)
              .file("other.yaml", "a: b")
              .write(folder.resolve("b.zip"));
      try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
        var findings = new BundleReader(SampleBundle.CLOCK).read(source).findings();
        assertThat(findings).singleElement().asString().contains("ARC-02");
        assertThat(findings.getFirst().fix()).contains("'" + name + "'");
      }
    }
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }

  /** One finding beside remarks: where it says, with a cause and a fix. */
  private static void toldOnce(SampleBundle bundle, String where, String code) {
    List<Finding> findings =
        bundle.findings().stream()
            .filter(finding -> finding.severity() != Severity.INFO)
            .filter(finding -> finding.code().text().equals(code.substring(0, 6)))
            .toList();
    assertThat(findings).as(bundle.findings().toString()).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.isError()).isEqualTo(code.endsWith("E"));
    assertThat(bundle.codes().getFirst()).isEqualTo(code);
    assertThat(finding.place().file()).isEqualTo("competition.yaml");
    String path = finding.place().path() == null ? "" : finding.place().path();
    assertThat((finding.place().line() + " " + path).strip()).isEqualTo(where.strip());
    assertThat(finding.message()).endsWith(".");
    assertThat(finding.fix()).isNotBlank();
  }
}

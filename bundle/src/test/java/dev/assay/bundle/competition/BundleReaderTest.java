package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingText;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleReaderTest {

  @Test
  void a_bundle_without_faults_is_read_whole() {
    assertThat(new SampleBundle().codes()).isEmpty();
    CompetitionDefinition competition = new SampleBundle().definition();
    assertThat(competition.title()).isEqualTo("Flowers");
    assertThat(competition.overview().terms().content()).isEqualTo("Be fair.");
    assertThat(competition.overview().pages())
        .containsExactly(new PageDefinition("Overview", "overview.md", "# Flowers"));
    assertThat(competition.execution().dockerImage()).isEqualTo("codalab/codalab-legacy:py37");
    assertThat(competition.execution().imageIsDefault()).isTrue();
    var task = (NewTask) competition.tasks().getFirst();
    assertThat(task.files().scoringProgram()).isEqualTo(new BundleFolder("scoring"));
    assertThat(task.files().referenceData()).isEqualTo(new BundleFolder("reference"));
    assertThat(competition.task(TaskIndex.of(0))).contains(task);
    PhaseDefinition first = competition.phases().getFirst();
    assertThat(first.period().start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(first.period().end()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(competition.phases().get(1).period().end()).isNull();
    assertThat(first.limits())
        .isEqualTo(new PhaseDefinition.PhaseLimits(5, 100, Duration.ofMinutes(10)));
    assertThat(competition.leaderboard().primaryColumn())
        .get()
        .extracting(ColumnDefinition::precision)
        .isEqualTo(2);
  }

  @Test
  void all_faults_are_found_in_one_pass() {
    List<String> codes =
        new SampleBundle()
            .replace("title: Flowers", "title: ''")
            .replace("terms: terms.md", "terms: nowhere.md")
            .replace("name: Iris", "description: x")
            .replace("start: 2026-01-01", "start: never")
            .replace("key: accuracy", "ky: accuracy")
            .codes();
    assertThat(codes)
        .containsExactlyInAnyOrder(
            "CMP-01 E", "CMP-04 E", "TSK-05 E", "PHA-04 E", "COL-02 E", "YML-07 W");
  }

  @Test
  void a_finding_names_line_column_path_and_the_nearest_key() {
    List<Finding> findings =
        new SampleBundle().replace("    end: 2026", "    ende: 2026").findings();
    String report =
        FindingText.render(
            findings.stream().filter(f -> f.code().text().equals("YML-07")).toList());
    assertThat(report)
        .isEqualTo(
            """
            competition.yaml:17:5: warning YML-07 at phases[0].ende
              Unknown key 'ende'; it is ignored.
                  17 |     ende: 2026-02-01
                     |     ^
              Fix: Did you mean 'end'? If not, remove the key.
            """);
  }

  @Test
  void a_wrapping_folder_is_accepted_with_a_warning() {
    SampleBundle wrapped = new SampleBundle().inFolder("my bundle");
    assertThat(wrapped.codes()).containsExactly("ARC-03 W");
    assertThat(wrapped.definition().title()).isEqualTo("Flowers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 2|version: '2'|",
        "version: 2|version: 2.0|YML-05 W",
        "version: 2||YML-05 W",
        "version: 2|version: v2|YML-03 E",
        "version: 2|version: 1.5|LEG-01 E",
        "title: Flowers|title: 2019|",
        "title: Flowers|title: 2019-01-01|CMP-01 E",
        "image: logo.png||CMP-02 E",
        "image: logo.png|image: terms.md|CMP-03 E",
        "image: logo.png|image: ../logo.png|REF-02 E",
        "image: logo.png|image: LOGO.png|REF-07 W",
        "file: overview.md|file: none.md|PAG-03 E",
        "file: overview.md|fil: overview.md|PAG-02 E,YML-07 W",
        "scoring_program: scoring/|scoring_program: scoring.zip|REF-01 E",
        "scoring_program: scoring/|scoring_program: /etc|REF-02 E",
        "scoring_program: scoring/|scoring_program:|REF-03 E",
        "scoring_program: scoring/|ingestion_program: scoring|TSK-04 E",
        "reference_data: reference|reference_data:|REF-03 W",
        "reference_data: reference|reference_data: 7|REF-03 E",
        "index: 0\\n    name: Iris|name: Iris|TSK-02 E,PHA-06 E,PHA-06 E",
        "tasks: [0]|tasks: ['0']|TSK-10 W,TSK-10 W",
        "tasks: [0]|tasks: []|PHA-05 W,PHA-05 W,TSK-08 W",
        "tasks: [0]|tasks: 0|PHA-05 E,PHA-05 E,TSK-08 W",
        "tasks: [0]|tasks: [7]|PHA-06 E,PHA-06 E,TSK-08 W",
        "end: 2026-02-01||PHA-07 E",
        "end: 2026-02-01|end: 2026-03-01|PHA-08 E",
        "end: 2026-02-01|end: 2025-03-01|PHA-10 W",
        "end: 2026-02-01|max_submissions: -1\\n    end: 2026-02-01|PHA-16 E",
        "end: 2026-02-01|max_submissions: 1.5\\n    end: 2026-02-01|PHA-16 E",
        "end: 2026-02-01|max_submissions: '7'\\n    end: 2026-02-01|",
        "end: 2026-02-01|max_submissions_per_person: 7\\n    end: 2026-02-01|PHA-17 W",
        "end: 2026-02-01|auto_migrate_to_this_phase: yes\\n    end: 2026-02-01|PHA-14 E",
        "end: 2026-02-01|hide_output: maybe\\n    end: 2026-02-01|CMP-06 E",
        "end: 2026-02-01|hide_output:\\n    end: 2026-02-01|CMP-11 W",
        "index: 1|index: one|PHA-18 E",
        "index: 1|index: 0|PHA-18 W",
        "leaderboards:|leaderboard:|LDB-01 W",
        "key: main|key: main\\n    submission_rule: force_last|LDB-03 E",
        "key: main|key: main\\n    primary_index: 3|LDB-05 W",
        "key: accuracy|key: accuracy\\n        hidden: yes|COL-12 W",
        "key: accuracy|key: accuracy\\n        sorting: down|COL-04 E",
        "key: accuracy|key: accuracy\\n        precision: many|COL-11 E",
        "key: accuracy|key: accuracy\\n        computation: avg|COL-06 E",
        "key: accuracy|key: accuracy\\n        computation:|COL-06 W",
        "key: accuracy|key: accuracy\\n        computation_indexes: [0]|COL-07 E",
        "key: accuracy|key: accuracy\\n        computation: avg\\n        computation_indexes: '0,1'|COL-09 E",
        "key: accuracy|key: accuracy\\n        computation: avg\\n        computation_indexes: [0]|COL-08 E",
        "key: accuracy|key: accuracy\\n        computation: avg\\n        computation_indexes: [4]|COL-09 E",
        "key: accuracy|key: accuracy\\n        computation: avg\\n        computation_indexes: []|COL-06 W",
        "index: 0\\n\\Z|index: -1|COL-01 E",
        "title: Accuracy|title: An accuracy with a title far too long|COL-03 E"
      })
  void a_fault_is_found(String old, String replacement, String expected) {
    var bundle =
        old.endsWith("\\Z")
            ? new SampleBundle()
                .yaml(SampleBundle.YAML.replaceAll("index: 0\n\\Z", replacement + "\n"))
            : new SampleBundle().replace(lines(old), replacement == null ? "" : lines(replacement));
    List<String> codes = expected == null ? List.of() : List.of(expected.split(","));
    assertThat(bundle.codes()).containsExactlyInAnyOrderElementsOf(codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker_image: ''|CMP-05 E",
        "docker_image: a b|CMP-05 E",
        "docker_image:|CMP-11 W",
        "queue: main|CMP-09 E",
        "queue: ''|",
        "contact_email: jane|CMP-08 E",
        "contact_email: jane@example.org|",
        "competition_type: Benchmark|CMP-07 E",
        "competition_type: benchmark|",
        "published: true|",
        "forum_enabled: 2|CMP-06 E",
        "forum_enabled: 'Off'|",
        "reward: 1000|",
        "reward: [1]|CMP-10 E",
        "fact_sheet: {a: 1}|FCT-01 E",
        "fact_sheet: [1]|FCT-01 E",
        "fact_sheet: {a: {key: a}}|FCT-02 E",
        "fact_sheet: {a: {key: b, type: text, title: T, selection: '', is_required: 'true', is_on_leaderboard: 'false'}}|FCT-03 E",
        "fact_sheet: {a: {key: a, type: date, title: T, selection: '', is_required: 'true', is_on_leaderboard: 'false'}}|FCT-04 E",
        "fact_sheet: {a: {key: a, type: text, title: T, selection: '', is_required: true, is_on_leaderboard: 'false'}}|FCT-05 W",
        "fact_sheet: {a: {key: a, type: select, title: T, selection: '', is_required: 'true', is_on_leaderboard: 'false'}}|FCT-06 W",
        "solutions: [{index: 0, tasks: [0]}]|SOL-03 E",
        "solutions: [{tasks: [0], path: reference}]|SOL-01 E",
        "solutions: [{index: 0, tasks: [5], path: reference}]|SOL-02 E",
        "solutions: [{index: 0, tasks: [0], path: reference}]|",
        "assay: {network: full}|ASY-01 E",
        "assay: {network: default, writable_root: yes, user: root}|",
        "assay: {netwrk: none}|YML-07 W",
        "assay: {tasks: {0: {share_output: yes}}}|ASY-02 W",
        "assay: {tasks: {9: {share_output: yes}}}|ASY-01 E",
        "report: 5|",
        "report: [1]|CMP-10 E",
        "allow_robot_submissions: yes|",
        "allow_robot_submissions: perhaps|CMP-06 E",
        "whitelist_emails: [jane@example.org, Joe@Example.org]|",
        "whitelist_emails: 'jane@example.org, joe@example.org'|",
        "whitelist_emails: [jane]|CMP-08 E",
        "whitelist_emails: {a: b}|CMP-10 E",
        "whitelist_emails:|",
        "collaborators: [ada]|ASY-03 W",
        "collaborators: [7]|",
        "collaborators: [[ada]]|CMP-10 E",
        "collaborators: [\"ada\\0\"]|CMP-10 E",
        "whitelist_emails: \"a\\0@example.org\"|CMP-10 E",
        "assay: {whitelist_emails: [jane], report: a}|CMP-08 E",
        "titel: x|YML-07 W"
      })
  void a_further_key_is_judged(String line, String expected) {
    List<String> codes = expected == null ? List.of() : List.of(expected.split(","));
    assertThat(new SampleBundle().append(line + "\n").codes()).containsExactlyElementsOf(codes);
  }

  @Test
  void a_missing_definition_is_named_with_the_nearest_file() {
    var bundle = new SampleBundle().inFolder("a/b");
    assertThat(bundle.findings()).singleElement().asString().contains("ARC-02");
    assertThat(bundle.findings().getFirst().fix()).contains("a/b/competition.yaml");
  }

  @Test
  void a_programs_metadata_is_not_taken_for_a_missing_definition(@TempDir Path folder)
      throws IOException {
    new SampleBundle().writeTo(folder);
    Files.delete(folder.resolve("competition.yaml"));
    try (var source = BundleSource.open(folder, ArchiveLimits.forBundles())) {
      assertThat(new BundleReader(SampleBundle.CLOCK).read(source).findings().getFirst().fix())
          .isEqualTo("Zip the content of the folder that holds competition.yaml.");
    }
  }

  @Test
  void broken_yaml_is_told_with_its_line_and_nothing_else_is_guessed() {
    var bundle = new SampleBundle().yaml("version: 2\ntitle: [open\n");
    assertThat(bundle.codes()).containsExactly("YML-01 E");
    assertThat(bundle.findings().getFirst().place().line()).isEqualTo(2);
  }

  @Test
  void an_empty_definition_is_an_error() {
    assertThat(new SampleBundle().yaml("# soon\n").codes()).containsExactly("YML-02 E");
    assertThat(new SampleBundle().yaml("- a\n").codes()).containsExactly("YML-02 E");
  }

  @Test
  void whatever_stands_in_a_definition_it_is_read_or_refused() {
    String[] values = {
      "~",
      "[]",
      "{}",
      "[[1]]",
      "{a: b}",
      "-1",
      "1e3",
      "1.0e+300000",
      "99999999999999999999",
      "yes",
      "2019-01-01",
      "12:30:00",
      "''",
      "' '",
      ".",
      "/",
      "..",
      "'\\0'",
      ".nan",
      "[~]",
      "[0, '0', ~]",
      "é",
      "a: b",
      "*x",
      "!!binary aa",
      "x:"
    };
    String[] lines = SampleBundle.YAML.split("\n");
    var random = new Random(20260131);
    int accepted = 0;
    for (int i = 0; i < 1_000; i++) {
      String[] changed = lines.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        int line = random.nextInt(changed.length);
        int colon = changed[line].indexOf(':');
        if (colon > 0) {
          changed[line] =
              changed[line].substring(0, colon + 2 > changed[line].length() ? colon + 1 : colon + 2)
                  + " "
                  + values[random.nextInt(values.length)];
        }
      }
      CheckedBundle bundle = new SampleBundle().yaml(String.join("\n", changed) + "\n").read();
      assertThat(bundle.hasErrors())
          .isEqualTo(bundle.findings().stream().anyMatch(Finding::isError));
      accepted += bundle.hasErrors() ? 0 : 1;
    }
    assertThat(accepted).isBetween(20, 980);
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }
}

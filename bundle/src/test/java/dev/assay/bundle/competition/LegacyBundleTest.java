package dev.assay.bundle.competition;

import static dev.assay.bundle.competition.LegacyFlowers.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles of legacy CodaLab, read as the competition they mean. */
class LegacyBundleTest {
  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }

  private static List<String> all(SampleBundle bundle) {
    return bundle.findings().stream().map(f -> f.code().text()).toList();
  }

  @Test
  void a_legacy_bundle_without_faults_needs_no_warning() {
    assertThat(legacy().codes()).isEmpty();
    assertThat(all(legacy())).contains("YML-04", "LEG-11");
    assertThat(legacy().append("version: 1.5\n").codes()).isEmpty();
    assertThat(legacy().append("version: 1\n").codes()).isEmpty();
  }

  @Test
  void pages_and_terms_come_from_one_mapping() {
    CompetitionDefinition competition = legacy().definition();
    assertThat(competition.overview().pages())
        .containsExactly(new PageDefinition("Overview", "overview.md", "# Flowers"));
    assertThat(competition.overview().terms().content()).isEqualTo("Be fair.");
    assertThat(competition.overview().description()).isEqualTo("Tell them apart");
  }

  /** Codabench takes 256 characters in the other titles, but 255 in those of pages. */
  @Test
  void a_page_title_is_as_long_as_codabench_takes_it_in_both_versions() {
    assertThat(pageTitled(255)).isEmpty();
    assertThat(pageTitled(256)).containsExactly("PAG-02 E", "PAG-02 E");
  }

  private static List<String> pageTitled(int length) {
    String title = "x".repeat(length);
    List<String> codes =
        new ArrayList<>(SampleBundle.with("title: Overview", "title: " + title).codes());
    codes.addAll(legacy().replace("Overview: overview.md", title + ": overview.md").codes());
    return codes;
  }

  @Test
  void registration_means_approval() {
    assertThat(legacy().definition().settings().registrationAutoApprove()).isFalse();
    assertThat(
            legacy()
                .replace("has_registration: true", "has_registration: False")
                .definition()
                .settings()
                .registrationAutoApprove())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"''", "null", "absent"})
  void no_image_means_the_default(String written) {
    SampleBundle bundle =
        written.equals("absent")
            ? legacy()
            : legacy().append("competition_docker_image: " + (written.isEmpty() ? "''" : written));
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.definition().execution().dockerImage()).isEqualTo(Execution.DEFAULT_IMAGE);
    assertThat(bundle.definition().execution().imageIsDefault()).isTrue();
  }

  @Test
  void an_image_is_taken_as_written() {
    Execution execution =
        legacy().append("competition_docker_image: python:3.9\n").definition().execution();
    assertThat(execution.dockerImage()).isEqualTo("python:3.9");
    assertThat(execution.imageIsDefault()).isFalse();
  }

  @Test
  void names_of_administrators_give_nobody_rights() {
    Finding admins =
        legacy().append("admin_names: ada, bob,\n").findings().stream()
            .filter(f -> f.code().text().equals("LEG-10"))
            .findFirst()
            .orElseThrow();
    assertThat(admins.message()).contains("ada, bob.");
  }

  @Test
  void what_has_no_effect_is_told_in_one_line() {
    SampleBundle bundle =
        legacy()
            .append("start_date: 2026-01-01\nshow_datasets_from_yaml: true\n")
            .replace("label: Final", "label: Final\n    color: green")
            .replace("label: Accuracy", "label: Accuracy\n      selection_default: 1");
    List<Finding> findings =
        bundle.findings().stream().filter(f -> f.code().text().equals("YML-08")).toList();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().message())
        .contains("color", "rank", "selection_default", "show_datasets_from_yaml", "start_date");
    assertThat(bundle.codes()).isEmpty();
  }

  @Test
  void features_of_the_old_platform_are_named_only_if_asked_for() {
    assertThat(all(legacy().append("allow_teams: false\nanonymous_leaderboard: false\n")))
        .doesNotContain("LEG-12");
    assertThat(all(legacy().append("allow_teams: true\n"))).contains("LEG-12");
  }

  @Test
  void keys_of_data_sets_are_kept() {
    SampleBundle bundle =
        legacy()
            .replace(
                "reference_data: reference",
                "reference_data: 412ea3a9-c87e-4044-a479-3105d49a0ef4");
    assertThat(((NewTask) bundle.definition().tasks().getFirst()).files().referenceData())
        .isInstanceOf(DatasetKey.class);
  }

  @Test
  void codabench_accepts_empty_pages_of_legacy_bundles() {
    SampleBundle bundle = legacy().file("overview.md", "").file("terms.md", " ");
    assertThat(bundle.codes()).containsExactly("CMP-04 W", "PAG-04 W");
    assertThat(bundle.findings().stream().map(Finding::asCodabenchSeesIt))
        .noneMatch(Finding::isError);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "html:|htm:|LEG-01 E,YML-07 W",
        "terms: terms.md|Terms: terms.md|LEG-02 E",
        "Overview: overview.md|Overview: none.md|PAG-03 E",
        "label: Final|title: Final|LEG-03 E,YML-07 W",
        "phasenumber: 2|number: 2|LEG-03 E,YML-07 W",
        "start_date: 2026-02-01|start: 2026-02-01|LEG-03 E,YML-07 W",
        "start_date: 2026-02-01|start_date: never|PHA-04 E",
        "start_date: 2026-02-01|start_date: 2026-01-01|PHA-10 W",
        "phasenumber: 2|phasenumber: 1|PHA-18 W,PHA-10 W,PHA-14 E",
        "max_submissions: 20|max_submissions: -1|PHA-16 E",
        "max_submissions: 20|max_submissions_per_person: 20|PHA-17 W",
        "description: Try it|auto_migration: true|PHA-14 E",
        "description: Try it|hide_output: maybe|CMP-06 E",
        "description: Try it|scoring_programm: x|YML-07 W",
        "description: Try it|parent_phasenumber: 9|LEG-05 W",
        "description: Try it|is_parallel_parent: true|LEG-05 W",
        "description: Try it|ingestion_program_only_during_scoring: true|TSK-09 W",
        "leaderboard:\\n  l|board:\\n  l|LDB-01 E,YML-07 W",
        "leaderboards:|boards:|LDB-01 E,YML-07 W",
        "columns:|column:|LDB-04 E,YML-07 W",
        "label: RESULTS|name: RESULTS|LDB-06 E,YML-07 W",
        "label: Accuracy|label: An accuracy with a title far too long for it|COL-03 W",
        "sort: asc|sort: up|COL-04 E",
        "numeric_format: 4|numeric_format: many|COL-11 E",
        "numeric_format: 4|hidden: 7|CMP-06 E",
        "numeric_format: 4|computed: {operation: Median, fields: duration}|LEG-04 W",
        "has_registration: true|reward: 100|",
        "has_registration: true|forum_enabled: no|",
        "has_registration: true|competition_type: Best|CMP-07 E",
        "has_registration: true|contact_email: jane|CMP-08 E",
        "has_registration: true|queue: main|CMP-09 E",
        "image: logo.png|picture: logo.png|CMP-02 E,YML-07 W",
      })
  void a_fault_is_found(String old, String replacement, String expected) {
    List<String> codes = legacy().replace(lines(old), lines(replacement)).codes();
    List<String> wanted = expected == null ? List.of() : List.of(expected.split(","));
    assertThat(codes).containsExactlyInAnyOrderElementsOf(wanted);
  }
}

package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Operation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles of legacy CodaLab, read as the competition they mean. */
class LegacyBundleTest {
  private static final String YAML =
      """
      title: Flowers
      description: Tell them apart
      image: logo.png
      has_registration: true
      end_date: 2026-12-31
      html:
        Overview: overview.md
        terms: terms.md
      phases:
        2:
          phasenumber: 2
          label: Final
          start_date: 2026-02-01
          auto_migration: true
          scoring_program: scoring
          reference_data: reference
        1:
          phasenumber: 1
          label: Development
          description: Try it
          start_date: 2026-01-01
          max_submissions: 20
          max_submissions_per_day: 3
          execution_time_limit: 50
          scoring_program: scoring
          reference_data: reference
      leaderboard:
        leaderboards:
          Results: &RESULTS
            label: RESULTS
            rank: 1
        columns:
          duration:
            leaderboard: *RESULTS
            label: Seconds
            rank: 2
            sort: asc
          accuracy:
            leaderboard: *RESULTS
            label: Accuracy
            numeric_format: 4
            rank: 1
      """;

  private static SampleBundle legacy() {
    return new SampleBundle().yaml(YAML).file("scoring/score.py", "accuracy, duration");
  }

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

  @Test
  void phases_are_sorted_by_number_and_end_when_the_next_begins() {
    List<PhaseDefinition> phases = legacy().definition().phases();
    assertThat(phases).extracting(PhaseDefinition::name).containsExactly("Development", "Final");
    assertThat(phases.getFirst().period())
        .isEqualTo(
            new PhaseDefinition.PhasePeriod(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")));
    assertThat(phases.getLast().period().end()).isEqualTo(Instant.parse("2026-12-31T00:00:00Z"));
    assertThat(phases.getFirst().limits())
        .isEqualTo(new PhaseDefinition.PhaseLimits(3, 20, Duration.ofSeconds(50)));
    assertThat(phases.getLast().limits())
        .isEqualTo(new PhaseDefinition.PhaseLimits(5, 100, Duration.ofMinutes(10)));
    assertThat(phases.getLast().options().autoMigrateToThisPhase()).isTrue();
  }

  @Test
  void each_phase_brings_a_task_of_its_own() {
    CompetitionDefinition competition = legacy().definition();
    assertThat(competition.tasks()).hasSize(2);
    var task = (NewTask) competition.tasks().getFirst();
    assertThat(task.name()).isEqualTo("Development Task");
    assertThat(task.description()).isEqualTo("Try it");
    assertThat(task.files().scoringProgram()).isEqualTo(new BundleFolder("scoring"));
    assertThat(competition.phases().getFirst().tasks()).containsExactly(task.index());
    assertThat(competition.phases().getLast().tasks()).containsExactly(TaskIndex.of(1));
  }

  @Test
  void columns_are_ordered_by_rank() {
    LeaderboardDefinition board = legacy().definition().leaderboard();
    assertThat(board.title()).isEqualTo("Results");
    assertThat(board.key()).isEqualTo("Results");
    assertThat(board.primaryIndex()).isZero();
    assertThat(board.submissionRule()).isEqualTo(SubmissionRule.ADD);
    assertThat(board.columns())
        .containsExactly(
            new ColumnDefinition("Accuracy", "accuracy", 0, Sorting.DESC, 4, false, null),
            new ColumnDefinition("Seconds", "duration", 1, Sorting.ASC, 2, false, null));
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
  void without_an_end_the_last_phase_goes_on_for_ever() {
    for (String none : List.of("end_date:", "end_date: null", "end_date: 'null'")) {
      CompetitionDefinition competition =
          legacy().replace("end_date: 2026-12-31", none).definition();
      assertThat(competition.phases().getLast().period().end()).as(none).isNull();
    }
  }

  @Test
  void switches_about_the_board_become_a_rule() {
    assertThat(rule("force_submission_to_leaderboard: True\n"))
        .isEqualTo(SubmissionRule.FORCE_LAST);
    assertThat(rule("disallow_leaderboard_modifying: True\n")).isEqualTo(SubmissionRule.ADD);
    SampleBundle best =
        legacy()
            .append("force_submission_to_leaderboard: True\n")
            .replace(
                "label: Final", "label: Final\n    force_best_submission_to_leaderboard: True");
    assertThat(best.codes()).containsExactly("LEG-06 W");
    assertThat(best.definition().leaderboard().submissionRule())
        .isEqualTo(SubmissionRule.FORCE_BEST);
  }

  private static SubmissionRule rule(String key) {
    assertThat(legacy().append(key).codes()).containsExactly("LEG-06 W");
    return legacy().append(key).definition().leaderboard().submissionRule();
  }

  @Test
  void parallel_phases_become_one_with_several_tasks() {
    SampleBundle bundle =
        legacy()
            .replace("label: Development", "label: Feedback\n    is_parallel_parent: true")
            .replace("label: Final", "label: Set A\n    parent_phasenumber: 1")
            .replace("    auto_migration: true\n", "    execution_time_limit: 900\n")
            .replace("    execution_time_limit: 50\n", "")
            .replace(
                "leaderboard:\n  leaderboards",
                """
                  7:
                    phasenumber: 3
                    label: Set B
                    parent_phasenumber: 1
                    start_date: 2026-01-01
                    scoring_program: scoring
                leaderboard:
                  leaderboards""");
    assertThat(bundle.codes()).containsExactly("LEG-05 W");
    CompetitionDefinition competition = bundle.definition();
    assertThat(competition.phases()).hasSize(1);
    PhaseDefinition phase = competition.phases().getFirst();
    assertThat(phase.name()).isEqualTo("Feedback");
    assertThat(phase.period().end()).isEqualTo(Instant.parse("2026-12-31T00:00:00Z"));
    assertThat(phase.limits())
        .isEqualTo(new PhaseDefinition.PhaseLimits(3, 20, Duration.ofSeconds(900)));
    assertThat(competition.tasks())
        .extracting(task -> ((NewTask) task).name())
        .containsExactly("Set A Task", "Set B Task");
    assertThat(phase.tasks()).containsExactly(TaskIndex.of(0), TaskIndex.of(1));
  }

  @Test
  void a_computed_column_is_computed() {
    SampleBundle bundle =
        legacy()
            .replace(
                "columns:\n",
                """
                columns:
                    mean:
                      leaderboard: *RESULTS
                      rank: 0
                      computed:
                        operation: Avg
                        fields: accuracy, duration, nothing
                """);
    assertThat(bundle.codes()).containsExactly("LEG-04 W", "LEG-04 W");
    assertThat(bundle.definition().leaderboard().columns().getFirst().computation())
        .isEqualTo(new Computation(Operation.AVG, List.of(1, 2)));
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

  @Test
  void a_phase_without_scoring_program_is_imported_without_a_task() {
    SampleBundle bundle = legacy().replace("    scoring_program: scoring\n", "");
    assertThat(bundle.codes()).containsExactly("LEG-09 W", "LEG-09 W");
    assertThat(bundle.definition().tasks()).isEmpty();
    assertThat(bundle.definition().phases()).hasSize(2);
  }

  @Test
  void a_column_of_no_board_is_attached_to_the_first() {
    SampleBundle bundle =
        legacy().replace("leaderboard: *RESULTS\n      label: Seconds", "label: Seconds");
    assertThat(bundle.codes()).containsExactly("LEG-07 W");
    assertThat(bundle.definition().leaderboard().columns()).hasSize(2);
  }

  @Test
  void a_first_board_without_columns_is_refused() {
    SampleBundle bundle =
        legacy().replace("leaderboards:\n", "leaderboards:\n    Empty: {label: Empty, rank: 1}\n");
    assertThat(bundle.codes()).containsExactly("LDB-02 W", "LEG-08 E");
  }

  @Test
  void a_list_of_phases_is_accepted() {
    SampleBundle bundle =
        legacy()
            .replace("  2:\n    phasenumber", "  - phasenumber")
            .replace("  1:\n    phasenumber", "  - phasenumber");
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.definition().phases()).hasSize(2);
  }

  @Test
  void phases_that_hide_their_results_have_a_leaderboard_that_organisers_alone_see() {
    var some =
        legacy()
            .replace("label: Final", "leaderboard_management_mode: hide_results\n    label: Final")
            .definition();
    var first = some.leaderboard(some.phases().getFirst());
    var last = some.leaderboard(some.phases().getLast());
    assertThat(last.hidden()).isTrue();
    assertThat(last.columns()).isEqualTo(first.columns());
    assertThat(first.hidden()).isFalse();
  }
}

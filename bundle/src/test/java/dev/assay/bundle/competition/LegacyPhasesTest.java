package dev.assay.bundle.competition;

import static dev.assay.bundle.competition.LegacyFlowers.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the phases of legacy CodaLab, and of their tasks. */
class LegacyPhasesTest {
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
  void a_phase_between_two_others_may_have_a_number_between_theirs() {
    var between =
        """
          between:
            phasenumber: 1.5
            label: Between
            start_date: 2026-01-15
            scoring_program: scoring
        leaderboard:
          leaderboards""";
    SampleBundle bundle = legacy().replace("leaderboard:\n  leaderboards", between);
    assertThat(bundle.codes()).isEmpty();
    assertThat(bundle.definition().phases())
        .extracting(PhaseDefinition::name)
        .containsExactly("Development", "Between", "Final");
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
  void without_an_end_the_last_phase_goes_on_for_ever() {
    for (String none : List.of("end_date:", "end_date: null", "end_date: 'null'")) {
      CompetitionDefinition competition =
          legacy().replace("end_date: 2026-12-31", none).definition();
      assertThat(competition.phases().getLast().period().end()).as(none).isNull();
    }
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
  void a_phase_without_scoring_program_is_imported_without_a_task() {
    SampleBundle bundle = legacy().replace("    scoring_program: scoring\n", "");
    assertThat(bundle.codes()).containsExactly("LEG-09 W", "LEG-09 W");
    assertThat(bundle.definition().tasks()).isEmpty();
    assertThat(bundle.definition().phases()).hasSize(2);
  }

  @Test
  void what_two_phases_do_wrong_together_is_said_once() {
    SampleBundle bundle =
        legacy()
            .replace(
                "    scoring_program: scoring\n",
                "    scoring_program: scoring\n    input_data: kit\n")
            .replace("reference_data: reference\n  1:", "reference_data: a.zip\n  1:")
            .replace("reference_data: reference\nleader", "reference_data: b.zip\nleader")
            .file("kit/truth.csv", "1,2")
            .file("a.zip", ZipBuilder.of("truth.csv", "1,2"))
            .file("b.zip", ZipBuilder.of("truth.csv", "1,2"));
    assertThat(bundle.codes()).containsExactly("REF-12 W");
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
}

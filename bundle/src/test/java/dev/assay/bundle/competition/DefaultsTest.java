package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.competition.CompetitionSettings.CompetitionType;
import dev.assay.bundle.competition.CompetitionSettings.DetailedResults;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.PhaseDefinition.PhaseFiles;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.competition.PhaseDefinition.PhaseOptions;
import dev.assay.bundle.quirks.LegacySample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private static final CompetitionSettings SETTINGS =
      new CompetitionSettings(
          CompetitionType.COMPETITION,
          false,
          false,
          new DetailedResults(false, true, true),
          true,
          true,
          false,
          false,
          true);

  @Test
  void what_a_bundle_leaves_out_is_as_in_codabench() {
    areThose(new SampleBundle().definition());
  }

  @Test
  void what_a_bundle_of_version_1_5_leaves_out_is_as_in_codabench() {
    areThose(new SampleBundle().yaml(LegacySample.YAML).definition());
  }

  private static void areThose(CompetitionDefinition competition) {
    assertThat(competition.settings()).isEqualTo(SETTINGS);
    assertThat(competition.execution())
        .isEqualTo(new Execution("codalab/codalab-legacy:py37", true, null, SandboxRequest.CLOSED));
    assertThat(competition.people()).isEqualTo(People.NOBODY);
    assertThat(competition.overview().description()).isEmpty();
    assertThat(competition.overview().reward()).isNull();
    assertThat(competition.overview().contactEmail()).isNull();
    assertThat(competition.overview().factSheet()).isEmpty();

    PhaseDefinition phase = competition.phases().getFirst();
    assertThat(phase.limits()).isEqualTo(new PhaseLimits(5, 100, Duration.ofSeconds(600)));
    assertThat(phase.options()).isEqualTo(new PhaseOptions(false, false, false, false, false));
    assertThat(phase.files()).isEqualTo(new PhaseFiles(null, null));
    assertThat(competition.phases().getLast().period().end()).isNull();

    LeaderboardDefinition board = competition.leaderboard();
    assertThat(board.submissionRule()).isEqualTo(SubmissionRule.ADD);
    assertThat(board.hidden()).isFalse();
    assertThat(board.primaryIndex()).isZero();
    ColumnDefinition column = board.columns().getFirst();
    assertThat(column.sorting()).isEqualTo(Sorting.DESC);
    assertThat(column.precision()).isEqualTo(2);
    assertThat(column.hidden()).isFalse();
    assertThat(column.computation()).isNull();
  }
}

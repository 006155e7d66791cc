package dev.assay.server.competitions.exports;

import dev.assay.bundle.competition.CompetitionSettings;
import dev.assay.bundle.competition.Execution;
import dev.assay.bundle.competition.FactSheetQuestion;
import dev.assay.bundle.competition.FileLabel;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.competition.People;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.competition.PhaseDefinition.PhaseOptions;
import dev.assay.bundle.competition.PhaseDefinition.PhasePeriod;
import dev.assay.bundle.competition.TaskDefinition.TaskExtras;
import dev.assay.bundle.competition.TaskDefinition.TaskOpening;
import dev.assay.server.kernel.BlobId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of one competition, as far as a bundle tells them. */
record StateRows(
    Head head,
    List<Page> pages,
    List<PhaseRow> phases,
    List<TaskRow> tasks,
    List<SolutionRow> solutions,
    List<LeaderboardDefinition> boards) {

  StateRows {
    pages = List.copyOf(pages);
    phases = List.copyOf(phases);
    tasks = List.copyOf(tasks);
    solutions = List.copyOf(solutions);
    boards = List.copyOf(boards);
  }

  /** What stands in the row of the competition itself. */
  record Head(
      String title,
      String description,
      @Nullable StoredFile logo,
      String terms,
      @Nullable String reward,
      @Nullable String contactEmail,
      @Nullable String report,
      List<FactSheetQuestion> factSheet,
      Execution execution,
      CompetitionSettings settings,
      People people) {}

  record Page(String title, String content) {}

  /** A stored object and what its uploader called it. */
  record StoredFile(BlobId blob, String name) {}

  /** A data set that a task, phase or solution uses. */
  record DatasetRow(long id, UUID key, StoredFile file, FileLabel label) {}

  /**
   * A phase.
   *
   * @param tasks ids in the phase's order
   */
  record PhaseRow(
      UUID key,
      String name,
      String description,
      PhasePeriod period,
      PhaseLimits limits,
      PhaseOptions options,
      @Nullable DatasetRow publicData,
      @Nullable DatasetRow startingKit,
      List<Long> tasks,
      PhaseExtras extras) {}

  /**
   * A task with the version that is used.
   *
   * @param mayBeRead whether its files may be handed out and not only used
   */
  record TaskRow(
      long id,
      UUID key,
      String name,
      String description,
      DatasetRow scoringProgram,
      @Nullable DatasetRow ingestionProgram,
      @Nullable DatasetRow inputData,
      @Nullable DatasetRow referenceData,
      boolean ingestionOnlyDuringScoring,
      TaskOpening opening,
      TaskExtras extras,
      boolean mayBeRead) {}

  /** A solution of one task. */
  record SolutionRow(long task, DatasetRow dataset, String name, String description) {}
}

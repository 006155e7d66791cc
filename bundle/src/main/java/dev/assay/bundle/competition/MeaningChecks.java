package dev.assay.bundle.competition;

import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.References.UsedPart;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is asked once a definition is read: whether what it names can be run, and does
 * what it is meant to do. Nothing found here stops an import, save a part that is no safe archive.
 *
 * @param parts all parts that the definition names
 * @param boards those that could be read
 */
record MeaningChecks(
    Section top,
    List<UsedPart> parts,
    List<TaskDefinition> tasks,
    List<PhaseDefinition> phases,
    List<LeaderboardDefinition> boards,
    SandboxRequest sandbox) {

  void run() throws IOException {
    Reading reading = top.reading();
    var keys = new ScoreKeyChecks(usedBoards());
    keys.samplesIn(reading.content());
    new PartChecks(reading, new ProgramSetting(closedIngestion(), sandbox), keys).check(parts);
    keys.report(top);
    new LeakChecks(reading, parts).check(tasks, phases);
  }

  /** The leaderboards that a phase uses; one that could not be read is left out. */
  private List<LeaderboardDefinition> usedBoards() {
    return phases.stream()
        .map(phase -> phase.extras().leaderboard())
        .filter(position -> position < boards.size())
        .distinct()
        .map(boards::get)
        .toList();
  }

  /**
   * How the programs of a bundle run.
   *
   * @param closedIngestion ingestion programs that run beside the scoring program and may not see
   *     the reference data
   */
  record ProgramSetting(Set<BundleReference> closedIngestion, SandboxRequest sandbox) {}

  private Set<BundleReference> closedIngestion() {
    Set<BundleReference> programs = new HashSet<>();
    for (TaskDefinition task : tasks) {
      if (task instanceof NewTask newTask
          && newTask.ingestionOnlyDuringScoring()
          && newTask.files().ingestionProgram() != null
          && !newTask.opening().showReferenceData()) {
        programs.add(newTask.files().ingestionProgram());
      }
    }
    return programs;
  }
}

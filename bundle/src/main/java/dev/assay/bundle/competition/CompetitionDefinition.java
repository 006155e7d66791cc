package dev.assay.bundle.competition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A competition as a bundle describes it, complete and without errors.
 *
 * @param tasks in the order of the file; never empty unless the bundle's list is
 * @param phases in the order of their indexes
 * @param leaderboards in the order of the file; each phase says which one it uses
 * @param labels of files, by the path that the definition names them with
 */
public record CompetitionDefinition(
    Overview overview,
    Execution execution,
    CompetitionSettings settings,
    People people,
    List<TaskDefinition> tasks,
    List<SolutionDefinition> solutions,
    List<PhaseDefinition> phases,
    List<LeaderboardDefinition> leaderboards,
    Map<String, FileLabel> labels) {

  /** A competition that names nobody, and whose files have no names but those of the files. */
  public CompetitionDefinition(
      Overview overview,
      Execution execution,
      CompetitionSettings settings,
      List<TaskDefinition> tasks,
      List<SolutionDefinition> solutions,
      List<PhaseDefinition> phases,
      List<LeaderboardDefinition> leaderboards) {
    this(
        overview,
        execution,
        settings,
        People.NOBODY,
        tasks,
        solutions,
        phases,
        leaderboards,
        Map.of());
  }

  public CompetitionDefinition {
    labels = Map.copyOf(labels);
    tasks = List.copyOf(tasks);
    solutions = List.copyOf(solutions);
    phases = List.copyOf(phases);
    leaderboards = List.copyOf(leaderboards);
    for (PhaseDefinition phase : phases) {
      if (phase.extras().leaderboard() >= Math.max(1, leaderboards.size())) {
        throw new IllegalArgumentException(
            "phase " + phase.index() + " names a leaderboard that there is not");
      }
    }
    if (leaderboards.isEmpty()) {
      throw new IllegalArgumentException("a competition needs a leaderboard");
    }
  }

  /** The same competition, presented otherwise. */
  public CompetitionDefinition withOverview(Overview newOverview) {
    return new CompetitionDefinition(
        newOverview, execution, settings, people, tasks, solutions, phases, leaderboards, labels);
  }

  /** The same competition with other phases, which use leaderboards that it has. */
  public CompetitionDefinition withPhases(List<PhaseDefinition> newPhases) {
    return new CompetitionDefinition(
        overview, execution, settings, people, tasks, solutions, newPhases, leaderboards, labels);
  }

  /** The same competition with other labels. */
  public CompetitionDefinition withLabels(Map<String, FileLabel> newLabels) {
    return new CompetitionDefinition(
        overview, execution, settings, people, tasks, solutions, phases, leaderboards, newLabels);
  }

  /** What it is called. */
  public String title() {
    return overview.title();
  }

  /** The leaderboard of every phase that names no other. */
  public LeaderboardDefinition leaderboard() {
    return leaderboards.getFirst();
  }

  /** The leaderboard of a phase. */
  public LeaderboardDefinition leaderboard(PhaseDefinition phase) {
    return leaderboards.get(phase.extras().leaderboard());
  }

  /** The task of an index used by a phase or a solution. */
  public Optional<TaskDefinition> task(TaskIndex index) {
    return tasks.stream().filter(task -> task.index().equals(index)).findFirst();
  }
}

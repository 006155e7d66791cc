package dev.assay.server.competitions.changes;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How a competition's phases and tasks are used, which decides what follows from changing them.
 *
 * @param submissions by the key of their phase, hidden ones too
 * @param hiddenPhases names of phases that were taken out with submissions, by key
 * @param scored current scored evaluations of this competition, by the key of their task
 * @param underWay evaluations that wait or run, by the key of their task
 * @param shared keys of tasks that another competition uses too, or that somebody else owns
 * @param formerTasks keys of tasks that were part of a former version and belong to nobody else
 * @param taskNames of the tasks there are, by key
 */
record Usage(
    Map<UUID, Integer> submissions,
    Map<UUID, String> hiddenPhases,
    Map<UUID, Integer> scored,
    Map<UUID, Integer> underWay,
    Set<UUID> shared,
    Set<UUID> formerTasks,
    Map<UUID, String> taskNames) {

  Usage {
    submissions = Map.copyOf(submissions);
    hiddenPhases = Map.copyOf(hiddenPhases);
    scored = Map.copyOf(scored);
    underWay = Map.copyOf(underWay);
    shared = Set.copyOf(shared);
    formerTasks = Set.copyOf(formerTasks);
    taskNames = Map.copyOf(taskNames);
  }

  int submissions(UUID phase) {
    return submissions.getOrDefault(phase, 0);
  }

  int scored(UUID task) {
    return scored.getOrDefault(task, 0);
  }

  int underWay(UUID task) {
    return underWay.getOrDefault(task, 0);
  }
}

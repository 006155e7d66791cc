package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.DatasetType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what only the site can know of a bundle: the data sets, tasks and queues it names by
 * key. Used once for one bundle.
 */
public final class SiteReferenceCheck {
  private final UsableByKey usable;
  private final KeyPlaces places;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<DatasetKey, DatasetId> foundDatasets = new HashMap<>();
  private final Map<TaskIndex, TaskId> foundTasks = new HashMap<>();
  private final Map<UUID, DatasetId> foundSolutions = new HashMap<>();

  public SiteReferenceCheck(UsableByKey usable, KeyPlaces places) {
    this.usable = usable;
    this.places = places;
  }

  /** What was found; what was not stands in {@link #findings}. */
  public SiteReferences check(CompetitionDefinition definition) {
    queue(definition.execution().queue());
    definition.phases().forEach(phase -> queue(phase.extras().queue()));
    for (var task : definition.tasks()) {
      switch (task) {
        case ExistingTask existing -> existing(existing);
        case NewTask made -> parts(made);
      }
    }
    for (var phase : definition.phases()) {
      dataset(phase.files().publicData(), DatasetType.PUBLIC_DATA);
      dataset(phase.files().startingKit(), DatasetType.STARTING_KIT);
    }
    definition.solutions().forEach(this::solution);
    definition.tasks().forEach(task -> solutionsOf(task, definition.solutions()));
    return new SiteReferences(foundDatasets, foundTasks, foundSolutions);
  }

  /** What was named and is not to be had here. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void queue(@Nullable UUID queue) {
    if (queue == null || usable.queue(queue)) {
      return;
    }
    add(
        FindingCode.CMP_09,
        places.of(queue, "queue"),
        "This site has no queue with the key %s that you may use: none of yours, and no public one."
            .formatted(queue),
        "Copy the key from the queue's page, or remove `queue`: runs then go to the site's default queue.");
  }

  private void existing(ExistingTask task) {
    usable
        .task(task.key())
        .ifPresentOrElse(
            found -> foundTasks.put(task.index(), found),
            () ->
                add(
                    FindingCode.TSK_06,
                    places.of(task.key(), "tasks"),
                    "This site has no task with the key %s that you may use: none of yours, and no public one."
                        .formatted(task.key()),
                    "Give task %s its own files (scoring_program and so on) instead of a key."
                        .formatted(task.index())));
  }

  private void parts(NewTask task) {
    dataset(task.files().scoringProgram(), DatasetType.SCORING_PROGRAM);
    dataset(task.files().ingestionProgram(), DatasetType.INGESTION_PROGRAM);
    dataset(task.files().inputData(), DatasetType.INPUT_DATA);
    dataset(task.files().referenceData(), DatasetType.REFERENCE_DATA);
  }

  private void dataset(@Nullable BundleReference reference, DatasetType wanted) {
    if (!(reference instanceof DatasetKey key)) {
      return;
    }
    var found = usable.dataset(key.key());
    if (found.isEmpty()) {
      add(
          FindingCode.REF_04,
          places.of(key.key(), wanted.text()),
          "This is neither a file in the bundle nor the key of a data set that you may use on this site."
              + " (Yours and public ones may be used.)",
          "Put the file into the bundle and write its path instead of %s.".formatted(key.key()));
      return;
    }
    foundDatasets.put(key, found.get().id());
    if (found.get().type() != wanted) {
      add(
          FindingCode.REF_05,
          places.of(key.key(), wanted.text()),
          "The data set is a %s and is used as %s."
              .formatted(found.get().type().text(), wanted.text()),
          null);
    }
  }

  private void solution(SolutionDefinition solution) {
    var key = solution.key();
    if (key == null) {
      dataset(solution.path(), DatasetType.SOLUTION);
      return;
    }
    var found = usable.dataset(key);
    if (found.isPresent()) {
      foundSolutions.put(key, found.get().id());
      return;
    }
    if (solution.path() == null) {
      add(
          FindingCode.REF_04,
          places.of(key, "solutions"),
          "This site has no solution with the key %s that you may use.".formatted(key),
          "Put the solution into the bundle and give its `path`.");
      return;
    }
    add(
        FindingCode.SOL_04,
        places.of(key, "solutions"),
        "This site has no solution with the key %s; the one in the bundle is taken.".formatted(key),
        null);
    dataset(solution.path(), DatasetType.SOLUTION);
  }

  /** Nobody gives another's task a solution: all who use the task would find it there. */
  private void solutionsOf(TaskDefinition task, List<SolutionDefinition> solutions) {
    var isGiven = solutions.stream().anyMatch(solution -> solution.tasks().contains(task.index()));
    if (isGiven
        && task instanceof ExistingTask existing
        && !usable.takesSolutions(existing.key())) {
      add(
          FindingCode.SOL_06,
          places.of(existing.key(), "tasks"),
          "The task with the key %s stays as it is, so that no solution is added to it."
              .formatted(existing.key()),
          "Name in `tasks` of the solutions only tasks that the bundle brings, or your own.");
    }
  }

  private void add(FindingCode code, Place place, String message, @Nullable String fix) {
    var finding = Finding.of(code, place, message);
    findings.add(fix == null ? finding : finding.fix(fix));
  }
}

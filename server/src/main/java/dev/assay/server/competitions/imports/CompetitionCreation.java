package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.competitions.imports.JdbcPhaseRows.PhaseData;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.NewDataset;
import dev.assay.server.tasks.NewTask.Needs;
import dev.assay.server.tasks.NewTask.Parts;
import dev.assay.server.tasks.TaskAuthoring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes everything a bundle describes, in its caller's transaction and in no other way. */
@Component
final class CompetitionCreation {
  private final JdbcCompetitionRows competitions;
  private final JdbcPhaseRows phases;
  private final Datasets datasets;
  private final TaskAuthoring tasks;
  private final JdbcPeople people;

  CompetitionCreation(
      JdbcCompetitionRows competitions,
      JdbcPhaseRows phases,
      Datasets datasets,
      TaskAuthoring tasks,
      JdbcPeople people) {
    this.competitions = competitions;
    this.phases = phases;
    this.datasets = datasets;
    this.tasks = tasks;
    this.people = people;
  }

  CompetitionId create(ImportedBundle bundle) {
    var definition = bundle.definition();
    var files = new BundleDatasets(datasets, bundle);
    keepBundle(bundle);
    var id = competitions.insert(bundle);
    competitions.insertPages(id, definition.overview().pages());
    competitions.insertOwnerAsParticipant(id, bundle.owner());
    people.replace(id, definition.people());
    var made = makeTasks(bundle, files);
    for (var solution : definition.solutions()) {
      makeSolution(solution, bundle, files, made);
    }
    makePhases(id, bundle, files, made);
    return id;
  }

  /** All leaderboards are kept, those too that no phase uses. */
  private void makePhases(
      CompetitionId id, ImportedBundle bundle, BundleDatasets files, Map<TaskIndex, TaskId> made) {
    var boards = new ArrayList<LeaderboardId>();
    for (var board : bundle.definition().leaderboards()) {
      boards.add(phases.insert(id, boards.size(), board));
    }
    for (var phase : bundle.definition().phases()) {
      var data =
          new PhaseData(
              files.getNullable(DatasetType.PUBLIC_DATA, phase.files().publicData()),
              files.getNullable(DatasetType.STARTING_KIT, phase.files().startingKit()));
      var phaseId = phases.insert(id, boards.get(phase.extras().leaderboard()), phase, data);
      phases.attach(
          phaseId, phase.tasks().stream().map(index -> get(made, index)).distinct().toList());
    }
  }

  private void keepBundle(ImportedBundle bundle) {
    var file = bundle.file();
    var name = file.fileName() + " - " + bundle.definition().title();
    datasets.create(
        new NewDataset(DatasetType.COMPETITION_BUNDLE, name, bundle.owner(), file.id()));
  }

  private Map<TaskIndex, TaskId> makeTasks(ImportedBundle bundle, BundleDatasets files) {
    var made = new HashMap<TaskIndex, TaskId>();
    for (var task : bundle.definition().tasks()) {
      var id =
          switch (task) {
            case ExistingTask existing -> get(bundle.site().tasks(), existing.index());
            case NewTask fresh -> makeTask(fresh, bundle, files);
          };
      made.put(task.index(), id);
    }
    return made;
  }

  private TaskId makeTask(NewTask task, ImportedBundle bundle, BundleDatasets files) {
    var parts = task.files();
    return tasks.create(
        new dev.assay.server.tasks.NewTask(
            bundle.owner(),
            task.name(),
            task.description(),
            task.extras().isPublic(),
            new Parts(
                files.get(DatasetType.SCORING_PROGRAM, parts.scoringProgram()),
                files.getNullable(DatasetType.INGESTION_PROGRAM, parts.ingestionProgram()),
                files.getNullable(DatasetType.INPUT_DATA, parts.inputData()),
                files.getNullable(DatasetType.REFERENCE_DATA, parts.referenceData()),
                task.ingestionOnlyDuringScoring(),
                task.opening().shareOutput(),
                task.opening().showReferenceData(),
                new Needs(task.extras().gpus(), (long) task.extras().memoryGb() << 30))));
  }

  private void makeSolution(
      SolutionDefinition solution,
      ImportedBundle bundle,
      BundleDatasets files,
      Map<TaskIndex, TaskId> made) {
    var solved =
        bundle.definition().tasks().stream()
            .filter(task -> solution.tasks().contains(task.index()))
            .filter(task -> takesSolutions(task, bundle.owner()))
            .toList();
    if (solved.isEmpty()) {
      return;
    }
    var dataset = solutionDataset(solution, bundle, files);
    var name = Objects.requireNonNullElse(solution.name(), "Solution");
    for (var task : solved) {
      tasks.addSolution(get(made, task.index()), dataset, name, solution.description());
    }
  }

  /** A task of somebody else is used as it is; the check has said so. */
  private boolean takesSolutions(TaskDefinition task, AccountId owner) {
    return switch (task) {
      case NewTask _ -> true;
      case ExistingTask existing -> tasks.isOwn(existing.key(), owner);
    };
  }

  private static DatasetId solutionDataset(
      SolutionDefinition solution, ImportedBundle bundle, BundleDatasets files) {
    if (ImportedBundle.isFromBundle(solution, bundle.site())) {
      return files.get(
          DatasetType.SOLUTION, Objects.requireNonNull(solution.path(), "path of a solution"));
    }
    return get(
        bundle.site().solutions(), Objects.requireNonNull(solution.key(), "key of a solution"));
  }

  /** The check has made sure that everything referred to is there. */
  private static <K, V> V get(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key), key::toString);
  }
}

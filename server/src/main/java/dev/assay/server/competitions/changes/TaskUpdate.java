package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.competitions.changes.TwoStates.KnownTask;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.NewTask.Needs;
import dev.assay.server.tasks.NewTask.Parts;
import dev.assay.server.tasks.TaskAuthoring;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Gives a competition the tasks that are wanted. A task that is measured otherwise gets a new
 * version; one that is not this competition's alone is copied. Used for one change.
 */
final class TaskUpdate {
  private final TwoStates states;
  private final SiteReferences site;
  private final DatasetsInUse datasets;
  private final TaskAuthoring authoring;
  private final JdbcTaskUpdate rows;
  private final AccountId owner;
  private final CompetitionId competition;

  TaskUpdate(
      TwoStates states,
      SiteReferences site,
      DatasetsInUse datasets,
      TaskAuthoring authoring,
      JdbcTaskUpdate rows,
      CompetitionId competition) {
    this.states = states;
    this.site = site;
    this.datasets = datasets;
    this.authoring = authoring;
    this.rows = rows;
    this.competition = competition;
    this.owner = rows.owner(competition);
  }

  /** The tasks by the index that the wanted state gives them. */
  Map<TaskIndex, TaskId> update() {
    var ids = new HashMap<TaskIndex, TaskId>();
    for (var task : states.tasks().added()) {
      ids.put(task.index(), added(task));
    }
    states.tasks().pairs().forEach((task, known) -> ids.put(task.index(), pair(task, known)));
    return ids;
  }

  private TaskId added(TaskDefinition task) {
    return switch (task) {
      case ExistingTask existing ->
          Objects.requireNonNull(site.tasks().get(existing.index()), existing::toString);
      case NewTask made -> create(made);
    };
  }

  private TaskId pair(TaskDefinition task, KnownTask known) {
    var id = rows.task(known.key());
    if (!(task instanceof NewTask wanted)) {
      return id;
    }
    var parts = parts(wanted);
    var isSame = parts.equals(rows.usedParts(competition, id));
    if (states.usage().shared().contains(known.key())) {
      return isSame && isCalledAlike(wanted, known) ? id : create(wanted);
    }
    if (!isSame) {
      rows.pinAnew(competition, id, version(id, parts));
    }
    rows.rename(id, wanted);
    rows.clearSolutions(id);
    addSolutions(id, wanted);
    return id;
  }

  /**
   * The newest where it is what is wanted, as for a phase that stayed behind it; else a new one.
   */
  private TaskVersionId version(TaskId id, Parts parts) {
    var newest = rows.newest(id);
    return parts.equals(newest.parts()) ? newest.id() : authoring.addVersion(id, parts);
  }

  private static boolean isCalledAlike(NewTask wanted, KnownTask known) {
    return known.current() instanceof NewTask there
        && there.name().equals(wanted.name())
        && there.description().equals(wanted.description());
  }

  private TaskId create(NewTask wanted) {
    var id =
        authoring.create(
            new dev.assay.server.tasks.NewTask(
                owner,
                wanted.name(),
                wanted.description(),
                wanted.extras().isPublic(),
                parts(wanted)));
    addSolutions(id, wanted);
    return id;
  }

  private Parts parts(NewTask task) {
    var files = task.files();
    return new Parts(
        datasets.get(DatasetType.SCORING_PROGRAM, files.scoringProgram()),
        datasets.getNullable(DatasetType.INGESTION_PROGRAM, files.ingestionProgram()),
        datasets.getNullable(DatasetType.INPUT_DATA, files.inputData()),
        datasets.getNullable(DatasetType.REFERENCE_DATA, files.referenceData()),
        task.ingestionOnlyDuringScoring(),
        task.opening().shareOutput(),
        task.opening().showReferenceData(),
        new Needs(task.extras().gpus(), (long) task.extras().memoryGb() << 30));
  }

  private void addSolutions(TaskId id, NewTask task) {
    for (var solution : states.after().definition().solutions()) {
      if (solution.tasks().contains(task.index())) {
        var name = Objects.requireNonNullElse(solution.name(), "Solution");
        authoring.addSolution(id, dataset(solution), name, solution.description());
      }
    }
  }

  private DatasetId dataset(SolutionDefinition solution) {
    var found = solution.key() == null ? null : site.solutions().get(solution.key());
    return found != null
        ? found
        : datasets.get(DatasetType.SOLUTION, Objects.requireNonNull(solution.path(), "path"));
  }
}

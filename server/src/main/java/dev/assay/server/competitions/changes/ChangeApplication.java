package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.competitions.imports.JdbcPhaseRows.PhaseData;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.TaskAuthoring;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes a competition what is wanted, in its caller's transaction and in no other way. */
@Component
final class ChangeApplication {
  private final JdbcDetailsUpdate details;
  private final JdbcBoardUpdate boards;
  private final JdbcPhaseUpdate phases;
  private final JdbcTaskUpdate tasks;
  private final Datasets datasets;
  private final TaskAuthoring authoring;

  ChangeApplication(
      JdbcDetailsUpdate details,
      JdbcBoardUpdate boards,
      JdbcPhaseUpdate phases,
      JdbcTaskUpdate tasks,
      Datasets datasets,
      TaskAuthoring authoring) {
    this.details = details;
    this.boards = boards;
    this.phases = phases;
    this.tasks = tasks;
    this.datasets = datasets;
    this.authoring = authoring;
  }

  void apply(CompetitionId id, TwoStates states, SiteReferences site) {
    var wanted = states.after().definition();
    var contents = states.after().contents();
    var owner = tasks.owner(id);
    var inUse =
        new DatasetsInUse(tasks.datasetsInUse(id), contents, site, datasets, owner, wanted.title());
    var ids = new TaskUpdate(states, site, inUse, authoring, tasks, id).update();
    var made =
        boards.update(id, states.before().definition().leaderboards(), wanted.leaderboards());
    phases.clearPlaces(id);
    for (var known : states.phases().removed()) {
      if (known.shown() != null) {
        phases.remove(known.key());
      }
    }
    for (var phase : wanted.phases()) {
      var known = states.phases().pairs().get(phase);
      var data = data(phase, inUse);
      var board = made.get(phase.extras().leaderboard());
      if (known == null) {
        phases.add(id, board, phase, data, ids(phase, ids));
      } else {
        phases.update(known.key(), board, phase, data, ids(phase, ids));
      }
    }
    var logo = contents.file(wanted.overview().image());
    details.update(id, wanted, logo == null ? null : logo.id());
    boards.removeUnused(id, made);
  }

  private static PhaseData data(PhaseDefinition phase, DatasetsInUse datasets) {
    return new PhaseData(
        datasets.getNullable(DatasetType.PUBLIC_DATA, phase.files().publicData()),
        datasets.getNullable(DatasetType.STARTING_KIT, phase.files().startingKit()));
  }

  private static List<TaskId> ids(PhaseDefinition phase, Map<TaskIndex, TaskId> made) {
    return phase.tasks().stream()
        .map(index -> Objects.requireNonNull(made.get(index), index::toString))
        .distinct()
        .toList();
  }
}

package dev.assay.server.competitions.exports;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.FileLabel;
import dev.assay.bundle.competition.Overview;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.PhaseDefinition.PhaseFiles;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskDefinition.TaskFiles;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.competitions.exports.StateRows.DatasetRow;
import dev.assay.server.competitions.exports.StateRows.PhaseRow;
import dev.assay.server.competitions.exports.StateRows.SolutionRow;
import dev.assay.server.competitions.exports.StateRows.TaskRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says the rows of a competition as a bundle would. Used once. */
final class StateAssembly {
  private final StateRows rows;
  private final boolean byKeys;
  private final StatePaths paths = new StatePaths();
  private final Map<Long, TaskIndex> indexes = new HashMap<>();
  private final Map<String, FileLabel> labels = new HashMap<>();

  private StateAssembly(StateRows rows, boolean byKeys) {
    this.rows = rows;
    this.byKeys = byKeys;
    rows.tasks().forEach(task -> indexes.put(task.id(), TaskIndex.of(indexes.size())));
  }

  static CompetitionState assemble(StateRows rows, boolean byKeys) {
    var assembly = new StateAssembly(rows, byKeys);
    return new CompetitionState(assembly.definition(), assembly.paths.files());
  }

  private CompetitionDefinition definition() {
    var overview = overview();
    return new CompetitionDefinition(
        overview,
        rows.head().execution(),
        rows.head().settings(),
        rows.head().people(),
        rows.tasks().stream().map(this::task).toList(),
        solutions(),
        phases(),
        rows.boards(),
        labels);
  }

  private Overview overview() {
    var head = rows.head();
    var logo = head.logo();
    var image = logo == null ? StoredSource.NO_LOGO : paths.file("", logo.name(), logo.blob());
    var terms = new PageDefinition("Terms", paths.text("", "terms"), head.terms());
    var pages = new ArrayList<PageDefinition>();
    for (var page : rows.pages()) {
      pages.add(
          new PageDefinition(page.title(), paths.text("pages", page.title()), page.content()));
    }
    return new Overview(
        head.title(),
        head.description(),
        image,
        terms,
        pages,
        head.reward(),
        head.contactEmail(),
        head.report(),
        head.factSheet());
  }

  private TaskDefinition task(TaskRow task) {
    var index = Objects.requireNonNull(indexes.get(task.id()));
    return byKeys || !task.mayBeRead()
        ? new ExistingTask(index, task.key())
        : new NewTask(
            index,
            task.name(),
            task.description(),
            new TaskFiles(
                Objects.requireNonNull(part("scoring_program", task.scoringProgram())),
                part("ingestion_program", task.ingestionProgram()),
                part("input_data", task.inputData()),
                part("reference_data", task.referenceData())),
            task.ingestionOnlyDuringScoring(),
            task.opening(),
            task.extras());
  }

  private @Nullable BundleReference part(String folder, @Nullable DatasetRow dataset) {
    if (dataset == null) {
      return null;
    }
    if (byKeys) {
      return new DatasetKey(dataset.key());
    }
    var file = dataset.file();
    var path = paths.file(folder, file.name(), file.blob());
    if (says(dataset.label())) {
      labels.putIfAbsent(path, dataset.label());
    }
    return new BundleFile(path);
  }

  /** Names that an import made up are made up again by the next. */
  private boolean says(FileLabel label) {
    return label.isPublic()
        || !label.description().isEmpty()
        || !label.name().startsWith(rows.head().title() + ": ");
  }

  /**
   * A solution of several tasks has a row for each. Where the tasks are shared by their keys, their
   * solutions come with them.
   */
  private List<SolutionDefinition> solutions() {
    if (byKeys) {
      return List.of();
    }
    var readable = rows.tasks().stream().filter(TaskRow::mayBeRead).map(TaskRow::id).toList();
    var tasks = new LinkedHashMap<SolutionRow, List<TaskIndex>>();
    for (var row : rows.solutions()) {
      if (!readable.contains(row.task())) {
        continue;
      }
      tasks
          .computeIfAbsent(
              new SolutionRow(0, row.dataset(), row.name(), row.description()),
              _ -> new ArrayList<>())
          .add(indexes.get(row.task()));
    }
    var solutions = new ArrayList<SolutionDefinition>();
    tasks.forEach(
        (row, of) ->
            solutions.add(
                new SolutionDefinition(
                    row.name(), row.description(), part("solution", row.dataset()), null, of)));
    return solutions;
  }

  private List<PhaseDefinition> phases() {
    var phases = new ArrayList<PhaseDefinition>();
    for (var phase : rows.phases()) {
      phases.add(phase(phases.size(), phase));
    }
    return phases;
  }

  private PhaseDefinition phase(int position, PhaseRow phase) {
    return new PhaseDefinition(
        position,
        phase.name(),
        phase.description(),
        phase.period(),
        phase.tasks().stream().map(indexes::get).toList(),
        phase.limits(),
        phase.options(),
        new PhaseFiles(
            part("public_data", phase.publicData()), part("starting_kit", phase.startingKit())),
        phase.extras());
  }
}

package dev.assay.bundle.writing;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.PhaseDefinition.PhaseFiles;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskDefinition.TaskFiles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The parts that a definition names, and definitions that name others instead. */
public final class References {
  private References() {}

  /** Everything a definition names, the logo first, each once. */
  public static Set<BundleReference> in(CompetitionDefinition definition) {
    Set<BundleReference> found = new LinkedHashSet<>();
    found.add(new BundleFile(definition.overview().image()));
    for (TaskDefinition task : definition.tasks()) {
      if (task instanceof NewTask made) {
        add(found, made.files().ingestionProgram());
        add(found, made.files().scoringProgram());
        add(found, made.files().inputData());
        add(found, made.files().referenceData());
      }
    }
    definition.solutions().forEach(solution -> add(found, solution.path()));
    for (PhaseDefinition phase : definition.phases()) {
      add(found, phase.files().publicData());
      add(found, phase.files().startingKit());
    }
    return found;
  }

  private static void add(Set<BundleReference> found, @Nullable BundleReference reference) {
    if (reference != null) {
      found.add(reference);
    }
  }

  /** The same competition with each part named anew; the logo, which is a path, stays. */
  public static CompetitionDefinition mapped(
      CompetitionDefinition definition, UnaryOperator<BundleReference> change) {
    return new CompetitionDefinition(
        definition.overview(),
        definition.execution(),
        definition.settings(),
        definition.people(),
        definition.tasks().stream().map(task -> task(task, change)).toList(),
        definition.solutions().stream().map(solution -> solution(solution, change)).toList(),
        definition.phases().stream().map(phase -> phase(phase, change)).toList(),
        definition.leaderboards(),
        definition.labels());
  }

  private static TaskDefinition task(TaskDefinition task, UnaryOperator<BundleReference> change) {
    return switch (task) {
      case ExistingTask existing -> existing;
      case NewTask made ->
          new NewTask(
              made.index(),
              made.name(),
              made.description(),
              new TaskFiles(
                  change.apply(made.files().scoringProgram()),
                  apply(change, made.files().ingestionProgram()),
                  apply(change, made.files().inputData()),
                  apply(change, made.files().referenceData())),
              made.ingestionOnlyDuringScoring(),
              made.opening(),
              made.extras());
    };
  }

  private static SolutionDefinition solution(
      SolutionDefinition solution, UnaryOperator<BundleReference> change) {
    return new SolutionDefinition(
        solution.name(),
        solution.description(),
        apply(change, solution.path()),
        solution.key(),
        solution.tasks());
  }

  private static PhaseDefinition phase(
      PhaseDefinition phase, UnaryOperator<BundleReference> change) {
    var files = phase.files();
    return phase.withFiles(
        new PhaseFiles(apply(change, files.publicData()), apply(change, files.startingKit())));
  }

  private static @Nullable BundleReference apply(
      UnaryOperator<BundleReference> change, @Nullable BundleReference reference) {
    return reference == null ? null : change.apply(reference);
  }

  /** The same competition with these texts. */
  static CompetitionDefinition withTexts(
      CompetitionDefinition definition, PageDefinition terms, List<PageDefinition> pages) {
    return definition.withOverview(definition.overview().withTexts(terms, pages));
  }

  /** The same competition as if nothing had been migrated from phase to phase. */
  public static CompetitionDefinition withoutMigrations(CompetitionDefinition definition) {
    return definition.withPhases(
        definition.phases().stream()
            .map(phase -> phase.withExtras(phase.extras().notMigrated()))
            .toList());
  }

  /** The same competition with its logo under another name. */
  public static CompetitionDefinition withImage(CompetitionDefinition definition, String image) {
    return definition.withOverview(definition.overview().withImage(image));
  }
}

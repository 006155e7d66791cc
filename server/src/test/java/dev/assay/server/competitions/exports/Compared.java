package dev.assay.server.competitions.exports;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.writing.References;
import java.util.Map;
import java.util.Objects;

/**
 * Competitions without what an export is free to choose: the names of files and the keys of the
 * site. What is left of a file's name is the name that people know it by.
 */
final class Compared {
  private Compared() {}

  static CompetitionDefinition without(CompetitionDefinition definition) {
    var named = References.mapped(definition, Compared::named);
    var overview = named.overview();
    return new CompetitionDefinition(
        overview
            .withImage(last(overview.image()))
            .withTexts(
                page(overview.terms()), overview.pages().stream().map(Compared::page).toList()),
        named.execution(),
        named.settings(),
        named.people(),
        named.tasks().stream().map(Compared::task).toList(),
        named.solutions().stream().map(Compared::solution).toList(),
        named.phases().stream().map(Compared::phase).toList(),
        named.leaderboards(),
        Map.of());
  }

  private static BundleReference named(BundleReference reference) {
    return switch (reference) {
      case BundleFile(var path) -> new BundleFile(last(path));
      case BundleFolder(var path) -> new BundleFile(last(path) + ".zip");
      case DatasetKey key -> key;
    };
  }

  /** Two files of one name are told apart by a number, which is free to choose too. */
  private static String last(String path) {
    return path.replaceFirst(".*/", "").replaceFirst("-[0-9]+(\\.[^.]*)$", "$1");
  }

  private static PageDefinition page(PageDefinition page) {
    return new PageDefinition(page.title(), "", page.content());
  }

  private static TaskDefinition task(TaskDefinition task) {
    return task instanceof NewTask made
        ? new NewTask(
            made.index(),
            made.name(),
            made.description(),
            made.files(),
            made.ingestionOnlyDuringScoring(),
            made.opening(),
            made.extras().withSiteKey(null))
        : task;
  }

  private static SolutionDefinition solution(SolutionDefinition solution) {
    return new SolutionDefinition(
        Objects.requireNonNullElse(solution.name(), "Solution"),
        solution.description(),
        solution.path(),
        solution.key(),
        solution.tasks());
  }

  private static PhaseDefinition phase(PhaseDefinition phase) {
    return phase.withExtras(phase.extras().withSiteKey(null));
  }
}

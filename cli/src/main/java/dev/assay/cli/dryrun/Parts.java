package dev.assay.cli.dryrun;

import dev.assay.bundle.FindingText;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.ReferencedContent;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.scores.ScoreColumns;
import dev.assay.cli.Stopped;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.runner.OpenTree;
import dev.assay.runner.RunOutcome;
import dev.assay.runner.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a bundle that a run needs, unpacked as a worker's cache would hold them. */
record Parts(
    CheckedBundle bundle,
    CompetitionDefinition definition,
    PhaseDefinition phase,
    Path folder,
    Path submission) {

  RunPlan plan(NewTask task) throws IOException {
    var files = task.files();
    var folders =
        new RunPlan.Folders(
            submission,
            null,
            required(files.scoringProgram()),
            optional(files.ingestionProgram()),
            optional(files.inputData()),
            optional(files.referenceData()));
    var sandbox = definition.execution().sandbox();
    return new RunPlan(
        definition.execution().dockerImage(),
        phase.limits().executionTime(),
        new Sandboxing(
            sandbox.network() == Network.DEFAULT,
            sandbox.writableRoot(),
            sandbox.user() != null,
            "image".equals(sandbox.user()) ? null : sandbox.user()),
        folders,
        new RunPlan.Rules(
            task.ingestionOnlyDuringScoring(),
            task.opening().shareOutput(),
            task.opening().showReferenceData(),
            definition.settings().detailedResults().enabled(),
            new ScoreColumns(scoreKeys(), Set.of())),
        Map.of());
  }

  /** Computed columns may be written too, and are computed all the same. */
  private Set<String> scoreKeys() {
    return definition.leaderboard(phase).columns().stream()
        .filter(column -> column.computation() == null)
        .map(ColumnDefinition::key)
        .collect(Collectors.toSet());
  }

  private @Nullable Path optional(@Nullable BundleReference reference) throws IOException {
    return reference == null ? null : required(reference);
  }

  private Path required(BundleReference reference) throws IOException {
    if (reference instanceof DatasetKey(var key)) {
      throw Stopped.byMachine(
          "The bundle refers to the data set %s of a site, which is not in it.".formatted(key));
    }
    var target = Files.createTempDirectory(folder, "part-").resolve("tree");
    var unpacked =
        new ReferencedContent(bundle.content())
            .unpack(reference, target, ArchiveLimits.forBundles());
    if (!unpacked.isComplete()) {
      unpacked.findings().forEach(finding -> System.err.println(FindingText.line(finding)));
      throw Stopped.byMachine("A part of the bundle cannot be unpacked: " + reference);
    }
    OpenTree.open(target);
    return target;
  }

  @Nullable Path outFor(@Nullable Path out, NewTask task, int tasks) {
    if (out == null) {
      return null;
    }
    return tasks == 1 ? out : out.resolve("task-" + task.index());
  }

  /** Copies what the programs left, before it goes away with the run. */
  void keep(RunOutcome outcome, @Nullable Path out, NewTask task, int tasks) throws IOException {
    var target = outFor(out, task, tasks);
    if (target == null) {
      return;
    }
    Files.createDirectories(target);
    copy(outcome.predictions(), target.resolve("predictions"));
    copy(outcome.scoringOutput(), target.resolve("output"));
  }

  private static void copy(@Nullable Path from, Path to) throws IOException {
    if (from == null) {
      return;
    }
    if (Files.exists(to)) {
      throw Stopped.byMachine(to + " is there already: name another folder with --out.");
    }
    new SafeUnpack(ArchiveLimits.forBundles(), Strictness.TOLERANT).unpack(from, to);
  }
}

package dev.assay.cli.dryrun;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingText;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.cli.Stopped;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Fault;
import dev.assay.contract.Json;
import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineInfo;
import dev.assay.engine.EngineProvider;
import dev.assay.runner.Ceiling;
import dev.assay.runner.EvaluationRunner;
import dev.assay.runner.ImageMap;
import dev.assay.runner.OpenTree;
import dev.assay.runner.RunOutcome;
import dev.assay.runner.SandboxLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores a submission against a bundle on this machine, with the runner that compute workers use.
 */
public final class DryRun {
  private final Chosen chosen;
  private final Map<String, String> images;
  private final Ceiling ceiling;
  private final Function<EngineInfo, SandboxLimits> limits;
  private final Clock clock = Clock.systemUTC();

  /**
   * What to run.
   *
   * @param phase counted from 1
   * @param task of that phase, counted from 1; null for all
   * @param out where to keep what the programs left; null for nowhere
   */
  public record Chosen(
      Path bundle, Path submission, int phase, @Nullable Integer task, @Nullable Path out) {}

  /**
   * @param limits what a container gets on such a machine
   */
  public DryRun(
      Chosen chosen,
      Map<String, String> images,
      Ceiling ceiling,
      Function<EngineInfo, SandboxLimits> limits) {
    this.chosen = chosen;
    this.images = Map.copyOf(images);
    this.ceiling = ceiling;
    this.limits = limits;
  }

  /** The exit code: 0 scored, 1 the submission failed, 2 the bundle or the machine is at fault. */
  public int run() throws IOException {
    try (var interruptible = new Interruptible();
        var folder = new TemporaryFolder();
        var source =
            BundleSource.open(chosen.bundle(), ArchiveLimits.forBundles(), Strictness.TOLERANT)) {
      var checked = new BundleReader(clock).read(source);
      var definition = definition(checked);
      var phase = phase(definition);
      var submission = unpackSubmission(folder.path());
      try (var engine =
          EngineProvider.connectAny(Files.createDirectories(folder.path().resolve("engine")))) {
        return runTasks(
            tasks(definition, phase),
            new Parts(checked, definition, phase, folder.path(), submission),
            engine,
            interruptible);
      }
    }
  }

  private static CompetitionDefinition definition(CheckedBundle checked) {
    if (checked.hasErrors() || checked.definition().isEmpty()) {
      checked.findings().stream()
          .filter(Finding::isError)
          .forEach(finding -> System.err.println(FindingText.line(finding)));
      throw Stopped.byMachine("The bundle cannot be used; `assay lint` explains each finding.");
    }
    return checked.definition().get();
  }

  private PhaseDefinition phase(CompetitionDefinition definition) {
    var phases = definition.phases();
    if (chosen.phase() < 1 || chosen.phase() > phases.size()) {
      throw Stopped.byMachine(
          "There is no phase %d: the bundle has %d, counted from 1."
              .formatted(chosen.phase(), phases.size()));
    }
    return phases.get(chosen.phase() - 1);
  }

  private List<NewTask> tasks(CompetitionDefinition definition, PhaseDefinition phase) {
    var all =
        phase.tasks().stream()
            .map(index -> definition.task(index).orElseThrow())
            .map(
                task ->
                    switch (task) {
                      case NewTask made -> made;
                      default ->
                          throw Stopped.byMachine(
                              "Task %s is one of a site and not in the bundle."
                                  .formatted(task.index()));
                    })
            .toList();
    var task = chosen.task();
    if (task == null) {
      return all;
    }
    if (task < 1 || task > all.size()) {
      throw Stopped.byMachine(
          "There is no task %d: the phase has %d, counted from 1.".formatted(task, all.size()));
    }
    return List.of(all.get(task - 1));
  }

  private Path unpackSubmission(Path folder) throws IOException {
    if (!Files.exists(chosen.submission())) {
      throw Stopped.byMachine("There is no file or folder " + chosen.submission() + ".");
    }
    var target = folder.resolve("submission");
    var unpacked =
        new SafeUnpack(ArchiveLimits.forSubmissions(), Strictness.STRICT)
            .unpack(chosen.submission(), target);
    if (!unpacked.isComplete()) {
      unpacked.findings().forEach(finding -> System.err.println(FindingText.line(finding)));
      throw Stopped.byInput("The submission cannot be used.");
    }
    OpenTree.open(target);
    return target;
  }

  private int runTasks(
      List<NewTask> tasks, Parts parts, ContainerEngine engine, Interruptible interruptible)
      throws IOException {
    Map<String, Object> scores = new LinkedHashMap<>();
    var verdict = 0;
    for (var task : tasks) {
      System.err.printf("assay: phase %s, task %s%n", parts.phase().name(), task.name());
      var listener = new Console(parts.outFor(chosen.out(), task, tasks.size()));
      try (listener;
          var outcome =
              interruptible.run(
                  runner(engine, parts.folder()).evaluation(parts.plan(task), listener))) {
        parts.keep(outcome, chosen.out(), task, tasks.size());
        if (outcome.outcome().kind() == Kind.SCORED && outcome.scoringOutput() != null) {
          ColumnWarnings.of(parts.definition().leaderboard(parts.phase()), outcome.scoringOutput())
              .forEach(DryRun::warn);
        }
        verdict = Math.max(verdict, verdict(outcome));
        scores.put(task.name(), new TreeMap<>(outcome.outcome().scores()));
      }
    }
    if (verdict == 0) {
      print(scores);
    }
    return verdict;
  }

  private EvaluationRunner runner(ContainerEngine engine, Path folder) throws IOException {
    return new EvaluationRunner(
        engine,
        new ImageMap(images, clock),
        ceiling,
        limits.apply(engine.info()),
        Files.createDirectories(folder.resolve("scratch")),
        clock);
  }

  private static int verdict(RunOutcome outcome) {
    outcome.warnings().forEach(DryRun::warn);
    var failure = outcome.outcome().failure();
    if (failure != null) {
      System.err.println(FailureWords.of(failure));
      return failure.fault() == Fault.PARTICIPANT ? 1 : 2;
    }
    return outcome.outcome().kind() == Kind.SCORED ? 0 : 2;
  }

  private static void warn(String warning) {
    System.err.println("assay: warning: " + warning);
  }

  /** One task: its scores alone; several: by task. */
  private static void print(Map<String, Object> scores) {
    Object shown = scores.size() == 1 ? scores.values().iterator().next() : scores;
    System.out.println(Json.MAPPER.writeValueAsString(shown));
  }
}

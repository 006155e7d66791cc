package dev.assay.cli.dryrun;

import dev.assay.bundle.FindingText;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.bundle.archive.Unpacked;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.ReferencedContent;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.cli.Stopped;
import dev.assay.contract.AttemptResult.Kind;
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
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs what a bundle brings along, its solutions, and further sample submissions once on this
 * machine, and shows the leaderboard they would make.
 */
public final class TryOut {
  private final Path bundle;
  private final List<Path> samples;
  private final Map<String, String> images;
  private final Ceiling ceiling;
  private final Function<EngineInfo, SandboxLimits> limits;
  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();

  /**
   * What to try.
   *
   * @param samples submissions that are not in the bundle; they run in its first phase
   * @param limits what a container gets on such a machine
   * @param out where the leaderboard is printed
   */
  public TryOut(
      Path bundle,
      List<Path> samples,
      Map<String, String> images,
      Ceiling ceiling,
      Function<EngineInfo, SandboxLimits> limits,
      PrintStream out) {
    this.bundle = bundle;
    this.samples = List.copyOf(samples);
    this.images = Map.copyOf(images);
    this.ceiling = ceiling;
    this.limits = limits;
    this.out = out;
  }

  /** One submission in one phase, on those of its tasks that it is meant for. */
  private record Trial(String name, Path submission, PhaseDefinition phase, List<NewTask> tasks) {}

  /** Whether all was scored; the board is printed in any case. */
  public boolean run() throws IOException {
    try (var interruptible = new Interruptible();
        var folder = new TemporaryFolder();
        var source = BundleSource.open(bundle, ArchiveLimits.forBundles())) {
      var checked = new BundleReader(clock).read(source);
      var definition =
          checked
              .definition()
              .orElseThrow(() -> Stopped.byInput("Only the bundle of a competition can be run."));
      var trials = trials(definition, checked, folder.path());
      if (trials.isEmpty()) {
        throw Stopped.byMachine(
            "There is nothing to run: the bundle has no solution to a task that is in it. Name a"
                + " submission with --submission.");
      }
      try (var engine =
          EngineProvider.connectAny(Files.createDirectories(folder.path().resolve("engine")))) {
        return run(trials, checked, definition, folder.path(), engine, interruptible);
      }
    }
  }

  private List<Trial> trials(CompetitionDefinition definition, CheckedBundle checked, Path folder)
      throws IOException {
    List<Trial> trials = new ArrayList<>();
    var number = 0;
    for (var solution : definition.solutions()) {
      number++;
      var name = solution.name() == null ? "solution " + number : solution.name();
      var path = solution.path();
      if (path instanceof DatasetKey) {
        leaveOut(name);
      } else if (path != null) {
        var target = fresh(folder);
        var content = new ReferencedContent(checked.content());
        check(content.unpack(path, target, ArchiveLimits.forSubmissions()), target);
        trials.addAll(trials(name, target, definition, solution.tasks()));
      }
    }
    for (var sample : samples) {
      if (!Files.exists(sample)) {
        throw Stopped.byMachine("There is no file or folder " + sample + ".");
      }
      var target = fresh(folder);
      var unpack = new SafeUnpack(ArchiveLimits.forSubmissions(), Strictness.STRICT);
      check(unpack.unpack(sample, target), target);
      var first = definition.phases().getFirst();
      var tasks = tasks(definition, first.tasks());
      if (!tasks.isEmpty()) {
        trials.add(new Trial(String.valueOf(sample.getFileName()), target, first, tasks));
      }
    }
    return trials;
  }

  /** A folder to be, which two of one name do not share. */
  private static Path fresh(Path folder) throws IOException {
    return Files.createTempDirectory(folder, "trial-").resolve("tree");
  }

  private static void leaveOut(String what) {
    System.err.println("assay: not tried: " + what + " is one of a site and not in the bundle");
  }

  private static void check(Unpacked submission, Path target) throws IOException {
    if (!submission.isComplete()) {
      System.err.print(FindingText.render(submission.findings()));
      throw Stopped.byInput("A submission to try cannot be used.");
    }
    OpenTree.open(target);
  }

  /** In the first phase that has its tasks; a solution serves several phases alike. */
  private static List<Trial> trials(
      String name, Path submission, CompetitionDefinition definition, List<TaskIndex> indexes) {
    List<Trial> trials = new ArrayList<>();
    List<TaskIndex> left = new ArrayList<>(indexes);
    for (var phase : definition.phases()) {
      var here = phase.tasks().stream().filter(left::contains).toList();
      left.removeAll(here);
      var tasks = tasks(definition, here);
      if (!tasks.isEmpty()) {
        trials.add(new Trial(name, submission, phase, tasks));
      }
    }
    return trials;
  }

  private static List<NewTask> tasks(CompetitionDefinition definition, List<TaskIndex> indexes) {
    List<NewTask> tasks = new ArrayList<>();
    for (var index : indexes) {
      if (definition.task(index).orElseThrow() instanceof NewTask made) {
        tasks.add(made);
      } else {
        leaveOut("task " + index);
      }
    }
    return tasks;
  }

  private boolean run(
      List<Trial> trials,
      CheckedBundle checked,
      CompetitionDefinition definition,
      Path folder,
      ContainerEngine engine,
      Interruptible interruptible)
      throws IOException {
    Map<LeaderboardDefinition, PreviewBoard> boards = new LinkedHashMap<>();
    definition.phases().forEach(phase -> board(boards, definition.leaderboard(phase)));
    var runner =
        new EvaluationRunner(
            engine,
            new ImageMap(images, clock),
            ceiling,
            limits.apply(engine.info()),
            Files.createDirectories(folder.resolve("scratch")),
            clock);
    var allScored = true;
    for (var trial : trials) {
      var parts = new Parts(checked, definition, trial.phase(), folder, trial.submission());
      var board = board(boards, definition.leaderboard(trial.phase()));
      for (var task : trial.tasks()) {
        var name = "%s (%s, %s)".formatted(trial.name(), trial.phase().name(), task.name());
        System.err.println("assay: trying " + name);
        try (var console = new Console(null);
            var outcome = interruptible.run(runner.evaluation(parts.plan(task), console))) {
          allScored &= note(board, name, outcome);
        }
      }
    }
    for (var board : boards.values()) {
      if (boards.size() > 1) {
        out.println(board.title());
      }
      out.print(board.text());
    }
    return allScored;
  }

  private static PreviewBoard board(
      Map<LeaderboardDefinition, PreviewBoard> boards, LeaderboardDefinition definition) {
    return boards.computeIfAbsent(definition, PreviewBoard::new);
  }

  private static boolean note(PreviewBoard board, String name, RunOutcome outcome)
      throws IOException {
    outcome.warnings().forEach(warning -> System.err.println("assay: warning: " + warning));
    if (outcome.outcome().kind() == Kind.SCORED) {
      if (outcome.scoringOutput() != null) {
        ColumnWarnings.of(board.definition(), outcome.scoringOutput())
            .forEach(warning -> System.err.println("assay: warning: " + warning));
      }
      board.scored(name, outcome.outcome().scores());
      return true;
    }
    var failure = outcome.outcome().failure();
    board.failed(name, failure == null ? "cancelled" : failure.message());
    if (failure != null) {
      System.err.println(FailureWords.of(failure));
    }
    return false;
  }
}

package dev.assay.cli;

import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.lint.Lint;
import dev.assay.bundle.lint.LintReport;
import dev.assay.cli.dryrun.TryOut;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay lint}: checks a bundle as the site would on upload, without any site. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Checks a competition bundle as a site does on upload: every problem with its file, line, key, cause and fix.",
      "Exit code 0: it can be imported, perhaps with warnings, and with --run all was scored; 1: not so; 2: the call or this machine is at fault."
    })
final class LintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a zip or a folder.")
  private Path bundle = Path.of("");

  @Option(
      names = "--json",
      description =
          "Print the report as JSON; the leaderboard of --run then goes to standard error.")
  private boolean json;

  @Option(
      names = "--codabench",
      description = "Take as an error, too, what Codabench would refuse and Assay accepts.")
  private boolean codabench;

  @Option(
      names = "--site-time-limit",
      paramLabel = "SECONDS",
      description =
          "What the site allows a step in its default queue, if it is not the usual day: phases above it are warned of.")
  private long siteTimeLimit = PhaseLimits.USUAL_SITE_LIMIT.toSeconds();

  @Option(
      names = "--run",
      description =
          "Then run the bundle's solutions once on this machine, and show the leaderboard they make.")
  private boolean run;

  @Option(
      names = "--submission",
      paramLabel = "FILE",
      description = "With --run: another submission to run in the first phase; may be repeated.")
  private List<Path> submissions = new ArrayList<>();

  @Option(
      names = {"--image-map", "--image"},
      paramLabel = "FROM=TO",
      description = "With --run: use image TO where the bundle asks for FROM; may be repeated.")
  private Map<String, String> images = new LinkedHashMap<>();

  @Mixin private AllowOptions allowed = new AllowOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  @Override
  public Integer call() throws IOException {
    if (!run && !submissions.isEmpty()) {
      throw Stopped.byMachine("--submission is run with --run only: give both, or neither.");
    }
    var report = check();
    System.out.print(json ? report.json() + "\n" : report.text());
    if (!report.isAccepted()) {
      return 1;
    }
    if (!run) {
      return 0;
    }
    var tried =
        new TryOut(
            bundle,
            submissions,
            images,
            allowed.ceiling(),
            machine -> limits.of(machine, 1),
            json ? System.err : System.out);
    return tried.run() ? 0 : 1;
  }

  private LintReport check() {
    var lint = new Lint(Clock.systemUTC()).withSiteTimeLimit(Duration.ofSeconds(siteTimeLimit));
    try {
      return (codabench ? lint.forCodabench() : lint).check(bundle);
    } catch (NoSuchFileException e) {
      throw Stopped.byMachine("There is no file or folder " + bundle + ".");
    } catch (IOException e) {
      throw Stopped.byMachine("Cannot read " + bundle + ": " + e.getMessage() + ".");
    }
  }
}

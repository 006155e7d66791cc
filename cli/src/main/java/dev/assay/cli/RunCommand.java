package dev.assay.cli;

import dev.assay.cli.dryrun.DryRun;
import dev.assay.cli.dryrun.DryRun.Chosen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay run}: scores a submission without any site, by the code the site's workers use. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Runs a submission against a bundle on this machine: same containers, same limits, same verdict as on a site.",
      "Prints the scores as JSON on standard output, progress and logs on standard error. Exit code 0: scored; 1: the submission failed; 2: the bundle or this machine is at fault."
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "BUNDLE",
      description = "A competition bundle: zip or folder.")
  private Path bundle = Path.of("");

  @Parameters(index = "1", paramLabel = "SUBMISSION", description = "A submission: zip or folder.")
  private Path submission = Path.of("");

  @Option(
      names = "--phase",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which phase, counted from 1 (default: ${DEFAULT-VALUE}).")
  private int phase;

  @Option(
      names = "--task",
      paramLabel = "N",
      description =
          "Which of the phase's tasks, counted from 1 (default: all, one after the other).")
  private @Nullable Integer task;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keep what the programs left: predictions, scoring output, logs.")
  private @Nullable Path out;

  @Option(
      names = {"--image-map", "--image"},
      paramLabel = "FROM=TO",
      description = "Use image TO where the bundle asks for FROM. May be given more than once.")
  private Map<String, String> images = new LinkedHashMap<>();

  @Mixin private AllowOptions allowed = new AllowOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  @Override
  public Integer call() throws IOException {
    return new DryRun(
            new Chosen(bundle, submission, phase, task, out),
            images,
            allowed.ceiling(),
            machine -> limits.of(machine, 1))
        .run();
  }
}

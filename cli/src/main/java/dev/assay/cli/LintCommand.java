package dev.assay.cli;

import dev.assay.bundle.lint.Lint;
import dev.assay.bundle.lint.LintReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay lint}: checks a bundle as the site would on upload, without any site. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Checks a competition bundle as a site does on upload: every problem with its file, line, key, cause and fix.",
      "Exit code 0: it can be imported, perhaps with warnings; 1: it cannot; 2: the call or this machine is at fault."
    })
final class LintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a zip or a folder.")
  private Path bundle = Path.of("");

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--codabench",
      description = "Take as an error, too, what Codabench would refuse and Assay accepts.")
  private boolean codabench;

  @Override
  public Integer call() {
    var report = check();
    System.out.print(json ? report.json() + "\n" : report.text());
    return report.isAccepted() ? 0 : 1;
  }

  private LintReport check() {
    var lint = new Lint(Clock.systemUTC());
    try {
      return (codabench ? lint.forCodabench() : lint).check(bundle);
    } catch (NoSuchFileException e) {
      throw Stopped.byMachine("There is no file or folder " + bundle + ".");
    } catch (IOException e) {
      throw Stopped.byMachine("Cannot read " + bundle + ": " + e.getMessage() + ".");
    }
  }
}

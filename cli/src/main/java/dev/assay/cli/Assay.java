package dev.assay.cli;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The {@code assay} command. To add a subcommand, write its class, name it in {@link #SUBCOMMANDS},
 * and make it in {@link #create}; no other subcommand's class is loaded then, which keeps the
 * command line quick.
 */
public final class Assay {
  private record Subcommand(String name, String summary) {}

  private static final List<Subcommand> SUBCOMMANDS =
      List.of(
          new Subcommand("demo", "Show it all: sample benchmarks, submissions, a leaderboard"),
          new Subcommand("up", "Run the whole site here: pages, database, storage and a worker"),
          new Subcommand("site", "Run the site alone, on a PostgreSQL of your own"),
          new Subcommand("site-worker", "Run the site's background tasks alone"),
          new Subcommand("lint", "Check a competition bundle line by line"),
          new Subcommand("run", "Score a submission on this machine, without any site"),
          new Subcommand("worker", "Run submissions for a site, here or on another machine"),
          new Subcommand("upload", "Send a competition bundle to a site"),
          new Subcommand("submit", "Send a submission to a site and wait for its score"),
          new Subcommand("cancel", "End a submission on a site, wherever it is"),
          new Subcommand("admin", "Look after a site: reset a password"),
          new Subcommand("images", "Build the image that samples and tests run in"),
          new Subcommand("benchmark", "Measure how fast it is, against a baseline"));

  private Assay() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs one command; answers its exit code: 0 done, 1 the user's input is at fault, 2 the call or
   * the machine is.
   */
  static int run(String... arguments) {
    var first = arguments.length == 0 ? "--help" : arguments[0];
    return switch (first) {
      case "--help", "-h", "help" -> help(arguments);
      case "--version", "-V" -> version();
      case String name when isKnown(name) ->
          execute(name, List.of(arguments).subList(1, arguments.length));
      case String other -> unknown(other);
    };
  }

  private static @Nullable Object create(String name) {
    return switch (name) {
      case "demo" -> new DemoCommand();
      case "up" -> new UpCommand();
      case "site" -> new SiteCommand();
      case "site-worker" -> new SiteWorkerCommand();
      case "lint" -> new LintCommand();
      case "run" -> new RunCommand();
      case "worker" -> new WorkerCommand();
      case "upload" -> new UploadCommand();
      case "submit" -> new SubmitCommand();
      case "cancel" -> new CancelCommand();
      case "admin" -> new AdminCommand();
      case "images" -> new ImagesCommand();
      case "benchmark" -> new BenchmarkCommand();
      default -> null;
    };
  }

  private static int execute(String name, List<String> arguments) {
    return new CommandLine(create(name))
        .setCommandName("assay " + name)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Failures::report)
        .execute(arguments.toArray(String[]::new));
  }

  static List<String> names() {
    return SUBCOMMANDS.stream().map(Subcommand::name).toList();
  }

  private static boolean isKnown(String name) {
    return names().contains(name);
  }

  private static int help(String... arguments) {
    if (arguments.length > 1 && isKnown(arguments[1])) {
      return execute(arguments[1], List.of("--help"));
    }
    var text = new StringBuilder();
    text.append("Assay: benchmarks and competitions, scored in containers.\n\n");
    text.append("Usage: assay COMMAND [OPTIONS]     assay COMMAND --help explains one\n\n");
    for (var subcommand : SUBCOMMANDS) {
      text.append("  %-12s  %s%n".formatted(subcommand.name(), subcommand.summary()));
    }
    text.append("\nFrom a source tree also: assay build, assay test, assay format, assay fuzz\n");
    System.out.print(text);
    return CommandLine.ExitCode.OK;
  }

  private static int version() {
    var version = Assay.class.getPackage().getImplementationVersion();
    System.out.println("Assay " + (version == null ? "(not packaged)" : version));
    return CommandLine.ExitCode.OK;
  }

  private static int unknown(String name) {
    var nearest =
        names().stream()
            .filter(known -> known.startsWith(name) || name.startsWith(known))
            .max(Comparator.comparing(String::length))
            .map(known -> " Did you mean \"%s\"?".formatted(known))
            .orElse("");
    System.err.printf("assay: There is no command \"%s\".%s See assay --help.%n", name, nearest);
    return CommandLine.ExitCode.USAGE;
  }
}

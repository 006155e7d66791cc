package dev.assay.cli;

import dev.assay.cli.supervision.AssayHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code assay benchmark}: lists the benchmarks, or runs one in a process of its own. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Without a name lists the benchmarks; with one runs it.",
      "Each ends with a line NAME: FIGURE UNIT (how many runs, spread). The figure is a ratio to a baseline measured in the same run."
    })
final class BenchmarkCommand implements Callable<Integer> {
  /** Of a process that was ended by {@code kill -9}. */
  private static final int KILLED = 137;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which to run.")
  private List<String> name = new ArrayList<>();

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var home = AssayHome.find().folder();
    var jars = home.resolve("benchmarks/target/app");
    if (!Files.isDirectory(jars)) {
      throw Stopped.byMachine("The benchmarks are not built: run ./assay build benchmarks.");
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jars + "/*",
            "dev.assay.benchmarks.Benchmarks"));
    command.addAll(name);
    command.addAll(options);
    var process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    return exitCode(process.waitFor());
  }

  /** If we are ended, it ends with us, and says so. */
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who is killed by force says nothing; so we do. */
  private int exitCode(int code) {
    if (code == KILLED && !name.isEmpty()) {
      System.out.printf(
          "%s: broken off: its process was killed, perhaps because the machine ran out of memory%n",
          name.getFirst());
    }
    return code;
  }
}

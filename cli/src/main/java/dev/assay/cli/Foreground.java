package dev.assay.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Another program in our place: its output is ours, it ends when we do and we when it does. */
final class Foreground {
  private Foreground() {}

  /** Runs {@code command} to its end; answers its exit code. */
  static int run(List<String> command, Map<String, String> environment) {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      var process = builder.start();
      var ending = new Thread(() -> end(process));
      Runtime.getRuntime().addShutdownHook(ending);
      var exit = process.waitFor();
      forget(ending);
      return exit;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command.getFirst(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Waits for as long as the program needs: a site finishes the requests it has. */
  private static void end(Process process) {
    // By its handle: Process.destroy would also close its standard input, which means "we are gone,
    // end at once".
    process.toHandle().destroy();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // We are ending already; the program has ended, so the hook has nothing to do.
    }
  }
}

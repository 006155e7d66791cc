package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Short-lived programs, run to their end. */
final class Commands {
  private Commands() {}

  record Ended(int exit, String output) {}

  static Ended run(List<String> command, String input) {
    Process process = null;
    try {
      process = clean(new ProcessBuilder(command)).redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Objects.requireNonNull(process).destroy();
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while running " + command.getFirst(), e);
    }
  }

  static boolean succeeds(String program, String... arguments) {
    return succeeds(program, List.of(arguments));
  }

  static boolean succeeds(String program, List<String> arguments, String... more) {
    var command = new ArrayList<String>(List.of(program));
    command.addAll(arguments);
    command.addAll(List.of(more));
    try {
      return run(command, "").exit() == 0;
    } catch (UncheckedIOException _) {
      return false; // There is no such program here.
    }
  }

  /** PostgreSQL's programs take settings from the environment; ours come from nowhere but us. */
  static ProcessBuilder clean(ProcessBuilder builder) {
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    return builder;
  }

  /** Sends a signal by name; a process that is gone already is no failure. */
  static void signal(String name, long pid) {
    succeeds("sh", "-c", "kill -%s %d".formatted(name, pid));
  }
}

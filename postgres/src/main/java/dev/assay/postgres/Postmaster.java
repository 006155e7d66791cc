package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One run of the server: started, waited for, stopped. */
record Postmaster(Process process, int port) {
  private static final Duration WORD_EVERY = Duration.ofSeconds(5);

  static Postmaster start(Cluster cluster, Options options) {
    var first = new Ports(cluster.layout().portFile()).choose();
    return launch(cluster, options, first)
        // Somebody took the port between our look and PostgreSQL's.
        .or(() -> launch(cluster, options, Ports.free()))
        .orElseThrow(() -> new PostgresException(failure(cluster.layout())));
  }

  private static Optional<Postmaster> launch(Cluster cluster, Options options, int port) {
    var layout = cluster.layout();
    Process process = null;
    try {
      var command = new ProcessBuilder(command(cluster, options, port));
      process =
          Commands.clean(command)
              .redirectErrorStream(true)
              .redirectOutput(layout.startLog().toFile())
              .start();
      process.getOutputStream().close();
      if (!awaitReady(process, layout, options)) {
        if (Files.readString(layout.startLog()).contains("Address already in use")) {
          return Optional.empty();
        }
        throw new PostgresException(failure(layout));
      }
      new Ports(layout.portFile()).remember(port);
      return Optional.of(new Postmaster(process, port));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start PostgreSQL", e);
    } catch (InterruptedException e) {
      // What is half started stays with nobody; the next start recovers.
      Objects.requireNonNull(process).destroy();
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while PostgreSQL was starting", e);
    }
  }

  private static List<String> command(Cluster cluster, Options options, int port) {
    var layout = cluster.layout();
    var arguments = new ArrayList<>(List.of("-D", layout.cluster().toString()));
    settings(layout, options, port)
        .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    var command = cluster.unprivileged().command(cluster.binaries().program("postgres"), arguments);
    // A session of its own: Ctrl-C in the terminal is for the supervisor, which stops the database
    // last.
    command.addFirst("setsid");
    return command;
  }

  /** Given on the command line, these win over whatever stands in the cluster's files. */
  private static Map<String, String> settings(Layout layout, Options options, int port) {
    var settings = new TreeMap<>(options.settings());
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("fsync", options.durable() ? "on" : "off");
    settings.put("synchronous_commit", options.durable() ? "on" : "off");
    settings.put("full_page_writes", options.durable() ? "on" : "off");
    settings.put("logging_collector", "on");
    settings.put("log_directory", layout.logs().toString());
    settings.put(
        "log_filename", "postgres-%a.log"); // One per weekday, each overwritten a week later.
    settings.put("log_rotation_age", "1d");
    settings.put("log_rotation_size", "0");
    settings.put("log_truncate_on_rotation", "on");
    return settings;
  }

  /**
   * As long as it takes: after a crash there may be much to recover, and to give up would only
   * start it anew.
   */
  private static boolean awaitReady(Process process, Layout layout, Options options)
      throws InterruptedException {
    var started = System.nanoTime();
    var nextWord = started + WORD_EVERY.toNanos();
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      var noted = PidFile.read(layout.cluster());
      if (noted.filter(file -> file.pid() == process.pid() && file.ready()).isPresent()) {
        return true;
      }
      if (System.nanoTime() > nextWord) {
        var seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        options
            .progress()
            .accept(
                "PostgreSQL is still starting after %d s: %s"
                    .formatted(seconds, new ServerLog(layout).lastLine()));
        nextWord += WORD_EVERY.toNanos();
      }
    }
    return false;
  }

  private static String failure(Layout layout) {
    return "PostgreSQL did not start. Its last words (%s):%n%s"
        .formatted(layout.logs(), new ServerLog(layout).tail());
  }

  void stop(Path cluster) {
    if (process.isAlive()) {
      new Leftovers(cluster, _ -> {}).end(process.pid());
    }
  }
}

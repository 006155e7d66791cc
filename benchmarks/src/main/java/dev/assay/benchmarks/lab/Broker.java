package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A RabbitMQ of the lab's own, started by the project's script. */
final class Broker implements AutoCloseable {
  private final Path script;
  private final Path folder;
  private final List<String> addresses;

  private Broker(Path script, Path folder) throws InterruptedException {
    this.script = script;
    this.folder = folder;
    this.addresses = run("start");
  }

  static Broker start(Path home, Path folder) throws InterruptedException {
    try {
      return new Broker(
          home.resolve("deploy/scripts/rabbitmq.sh"), Files.createDirectories(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> run(String command) throws InterruptedException {
    var log = folder.resolve("script.log").toFile();
    try {
      var process =
          new ProcessBuilder(script.toString(), command, folder.toString())
              .redirectError(ProcessBuilder.Redirect.appendTo(log))
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("RabbitMQ does not " + command + "; see " + log);
      }
      return said.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the password. */
  String url() {
    return addresses.getFirst();
  }

  /** What a process of the site is given of it. */
  Map<String, String> environment() {
    return Map.of("ASSAY_BROKER_URL", url(), "ASSAY_BROKER_MANAGEMENT", addresses.getLast());
  }

  /** Ended by force, and started again with what it kept. */
  void restart() throws InterruptedException {
    run("kill");
    run("start");
  }

  /** Ended by force, and started again with nothing. */
  void wipe() throws InterruptedException {
    run("kill");
    Folders.delete(folder.resolve("mnesia"));
    run("start");
  }

  @Override
  public void close() {
    try {
      run("kill");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

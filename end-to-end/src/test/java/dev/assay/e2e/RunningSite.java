package dev.assay.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code assay up} on a data folder of its own; its parts can be killed one by one. */
final class RunningSite implements AutoCloseable {
  private final Path data;
  private final int port;
  private final List<String> arguments;
  private Process up;

  private RunningSite(Path data, int port, List<String> arguments) throws IOException {
    this.data = data;
    this.port = port;
    this.arguments = arguments;
    this.up = launch();
  }

  /** Starts a site and waits until it answers. */
  static RunningSite start(String name, String... arguments) {
    try {
      var data =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "sites")), name + "-");
      var site = new RunningSite(data.toAbsolutePath(), freePort(), List.of(arguments));
      try {
        site.awaitReady();
      } catch (RuntimeException late) {
        // Nobody else would ever stop it.
        site.close();
        throw late;
      }
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    var words = new ArrayList<>(List.of("up", "--data=" + data, "--port=" + port));
    words.addAll(arguments);
    return Home.assay(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("up.log").toFile()))
        .start();
  }

  /** Starts it again after {@link #kill} of everything. */
  void startAgain() {
    try {
      up = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady();
  }

  void awaitReady() {
    await("the site to answer; see " + data.resolve("logs"))
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> up.isAlive() && answers());
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return Http.status(url().resolve("/actuator/health")) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path data() {
    return data;
  }

  String secret(String file) {
    try {
      return Files.readString(data.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A part's process: {@code site}, {@code worker}. */
  ProcessHandle process(String part) {
    try {
      var noted = Files.readString(data.resolve("run").resolve(part + ".pid"));
      return ProcessHandle.of(Long.parseLong(noted.strip().split("\\s+")[0])).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9} of one part; the supervisor starts it again. */
  void kill(String part) {
    var process = process(part);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** {@code kill -STOP} of one part: it keeps its connections and reads nothing more. */
  void freeze(String part) {
    try {
      var pid = Long.toString(process(part).pid());
      if (new ProcessBuilder("kill", "-STOP", pid).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("The " + part + " cannot be stopped.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9} of the supervisor and of everything it started, PostgreSQL included. */
  void killEverything() {
    var all = up.toHandle().descendants().toList();
    up.destroyForcibly().onExit().join();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  @Override
  public void close() {
    up.destroy();
    try {
      if (!up.waitFor(60, TimeUnit.SECONDS)) {
        killEverything();
      }
    } catch (InterruptedException e) {
      killEverything();
      Thread.currentThread().interrupt();
    }
  }
}

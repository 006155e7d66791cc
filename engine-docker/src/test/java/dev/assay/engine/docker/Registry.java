package dev.assay.engine.docker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A registry of one's own on the loopback: Debian's {@code docker-registry}. */
final class Registry implements AutoCloseable {
  private final Path folder;
  private final int port;
  private Process process;

  private Registry(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.process = serve();
  }

  /** Installed, or unpacked by {@code ./assay test}. */
  static Optional<Path> program() {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(":")).map(Path::of),
            Stream.of(Path.of("target/registry/usr/bin")))
        .map(place -> place.resolve("docker-registry").toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Registry start(Path folder) throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = free.getLocalPort();
      free.close();
      return new Registry(folder, port);
    }
  }

  private Process serve() throws IOException {
    var settings =
        Files.writeString(
            folder.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: 127.0.0.1:%d}
            """
                .formatted(folder.resolve("images"), port));
    var started =
        new ProcessBuilder(program().orElseThrow().toString(), "serve", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> !started.isAlive() || answers());
    if (!started.isAlive()) {
      throw new IOException(Files.readString(folder.resolve("registry.log")));
    }
    return started;
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  String image(String name) {
    return "127.0.0.1:" + port + "/" + name;
  }

  void goDown() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  void comeBack() throws IOException {
    process = serve();
  }

  @Override
  public void close() throws InterruptedException {
    goDown();
  }
}

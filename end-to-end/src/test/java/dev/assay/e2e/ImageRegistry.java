package dev.assay.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A registry of one's own on the loopback: Debian's {@code docker-registry}. */
final class ImageRegistry implements AutoCloseable {
  private final int port;
  private final Process process;

  private ImageRegistry(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /** Installed, or unpacked by {@code ./assay test}. */
  static Optional<Path> program() {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(":")).map(Path::of),
            Stream.of(Home.FOLDER.resolve("engine-docker/target/registry/usr/bin")))
        .map(place -> place.resolve("docker-registry").toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }

  static ImageRegistry start(Path folder) {
    try {
      int port = freePort();
      var settings =
          """
          version: 0.1
          log: {level: error}
          storage: {filesystem: {rootdirectory: %s}}
          http: {addr: 127.0.0.1:%d}
          """
              .formatted(folder.resolve("images"), port);
      var file = Files.writeString(folder.resolve("registry.yml"), settings);
      var log = folder.resolve("registry.log");
      var process =
          new ProcessBuilder(program().orElseThrow().toString(), "serve", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      awaitAnswer(process, port, log);
      return new ImageRegistry(port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitAnswer(Process process, int port, Path log) throws IOException {
    while (!answers(port)) {
      if (!process.isAlive()) {
        throw new IOException(Files.readString(log));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        process.destroy();
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

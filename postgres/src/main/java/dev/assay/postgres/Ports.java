package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The port the server listens on: the same as last time while it is free, so that clients find it
 * again.
 */
record Ports(Path file) {

  int choose() {
    try {
      if (Files.exists(file)) {
        var last = Integer.parseInt(Files.readString(file).strip());
        if (isFree(last)) {
          return last;
        }
      }
    } catch (IOException | NumberFormatException _) {
      // Only a wish; any other port does.
    }
    return free();
  }

  void remember(int port) throws IOException {
    Files.writeString(file, port + "\n");
  }

  static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on 127.0.0.1", e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}

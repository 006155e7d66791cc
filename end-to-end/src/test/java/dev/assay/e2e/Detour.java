package dev.assay.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Another way to a server on the loopback: a test says what happens to the bytes on it. */
final class Detour implements AutoCloseable {
  private final ServerSocket server;
  private final int there;
  private final Carrier carrier;

  /** Carries one connection to its end; both sockets are closed afterwards. */
  interface Carrier {
    void carry(Socket client, Socket server) throws IOException, InterruptedException;
  }

  private Detour(ServerSocket server, int there, Carrier carrier) {
    this.server = server;
    this.there = there;
    this.carrier = carrier;
  }

  /**
   * @param there the server's port
   */
  static Detour to(int there, Carrier carrier) {
    try {
      var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var detour = new Detour(listening, there, carrier);
      aside(detour::accept);
      return detour;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something in a thread that keeps nobody alive. */
  static Thread aside(Runnable work) {
    return Thread.ofPlatform().daemon().start(work);
  }

  int port() {
    return server.getLocalPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        aside(() -> carry(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void carry(Socket client) {
    try (client;
        var socket = new Socket(InetAddress.getLoopbackAddress(), there)) {
      carrier.carry(client, socket);
    } catch (IOException e) {
      // The server is down just now.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.assay.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The way to a server that gives so many bytes in all and then holds the rest until opened. */
final class Valve implements AutoCloseable {
  private final ServerSocket server;
  private final int there;
  private final AtomicLong left;
  private final CountDownLatch opened = new CountDownLatch(1);

  private Valve(ServerSocket server, int there, long bytes) {
    this.server = server;
    this.there = there;
    this.left = new AtomicLong(bytes);
  }

  /**
   * @param there the server's port on the loopback
   */
  static Valve before(int there, long bytes) {
    try {
      var valve =
          new Valve(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), there, bytes);
      Thread.ofPlatform().daemon().start(valve::accept);
      return valve;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  void open() {
    opened.countDown();
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        Thread.ofPlatform().daemon().start(() -> carry(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void carry(Socket client) {
    try (client;
        var socket = new Socket(InetAddress.getLoopbackAddress(), there)) {
      var asked = Thread.ofPlatform().daemon().start(() -> copy(client, socket, false));
      copy(socket, client, true);
      asked.join();
    } catch (IOException e) {
      // The server is down just now.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy(Socket from, Socket to, boolean held) {
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var buffer = new byte[16_384];
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (held && left.addAndGet(-count) < 0) {
          opened.await();
        }
        out.write(buffer, 0, count);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // The other side has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    open();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

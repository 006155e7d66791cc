package dev.assay.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a site, which can be shut: whoever is on it is cut off, and nobody comes through. */
final class Door implements AutoCloseable {
  private final ServerSocket server;
  private final URI site;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isShut;

  private Door(ServerSocket server, URI site) {
    this.server = server;
    this.site = site;
  }

  static Door before(URI site) {
    try {
      var door = new Door(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), site);
      Thread.ofPlatform().daemon().start(door::accept);
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void shut() {
    isShut = true;
    open.forEach(Door::quietly);
  }

  void open() {
    isShut = false;
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        if (isShut) {
          quietly(client);
        } else {
          Thread.ofPlatform().daemon().start(() -> carry(client));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void carry(Socket client) {
    try (client;
        var there = new Socket(InetAddress.getLoopbackAddress(), site.getPort())) {
      open.add(client);
      open.add(there);
      if (isShut) {
        return;
      }
      var back = Thread.ofPlatform().daemon().start(() -> copy(there, client));
      copy(client, there);
      back.join();
    } catch (IOException e) {
      // The site is down just now.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // Cut, or the other side has gone.
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Gone already.
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

package dev.assay.e2e;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a site, which can be shut: whoever is on it is cut off, and nobody comes through. */
final class Door implements AutoCloseable {
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Detour way;
  private volatile boolean isShut;

  private Door(URI site) {
    this.way = Detour.to(site.getPort(), this::carry);
  }

  static Door before(URI site) {
    return new Door(site);
  }

  URI url() {
    return way.url();
  }

  void shut() {
    isShut = true;
    open.forEach(Door::quietly);
  }

  void open() {
    isShut = false;
  }

  private void carry(Socket client, Socket server) throws InterruptedException {
    open.add(client);
    open.add(server);
    try {
      // Asked only now: who was shut out while it came is either seen there or sees it here.
      if (isShut) {
        return;
      }
      var back = Detour.aside(() -> copy(server, client));
      copy(client, server);
      back.join();
    } finally {
      open.remove(client);
      open.remove(server);
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
    way.close();
  }
}

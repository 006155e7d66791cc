package dev.assay.e2e;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The way to a server that gives so many bytes in all and then holds the rest until opened. */
final class Valve implements AutoCloseable {
  private final AtomicLong left;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Detour way;

  private Valve(int there, long bytes) {
    this.left = new AtomicLong(bytes);
    this.way = Detour.to(there, this::carry);
  }

  /**
   * @param there the server's port on the loopback
   */
  static Valve before(int there, long bytes) {
    return new Valve(there, bytes);
  }

  int port() {
    return way.port();
  }

  void open() {
    opened.countDown();
  }

  private void carry(Socket client, Socket server) throws InterruptedException {
    var asked = Detour.aside(() -> copy(client, server, false));
    copy(server, client, true);
    asked.join();
  }

  private void copy(Socket from, Socket to, boolean held) {
    try (from;
        to) {
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
    } catch (IOException e) {
      // The other side has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    open();
    way.close();
  }
}

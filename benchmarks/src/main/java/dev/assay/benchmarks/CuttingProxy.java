package dev.assay.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a site and cuts the connection once, after so many bytes. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int port;
  private final long after;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean cut = new AtomicBoolean();

  private CuttingProxy(ServerSocket server, int port, long after) {
    this.server = server;
    this.port = port;
    this.after = after;
  }

  static CuttingProxy before(URI site, long after) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var proxy = new CuttingProxy(server, site.getPort(), after);
    Thread.ofPlatform().daemon().start(proxy::accept);
    return proxy;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  boolean hasCut() {
    return cut.get();
  }

  long sent() {
    return sent.get();
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
        var site = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var back = Thread.ofPlatform().daemon().start(() -> copy(site, client, false));
      if (!copy(client, site, true)) {
        back.join();
      }
    } catch (IOException e) {
      // One side has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True if it was cut, which happens once. */
  private boolean copy(Socket from, Socket to, boolean counts) {
    var block = new byte[128 << 10];
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (var count = in.read(block); count >= 0; count = in.read(block)) {
        out.write(block, 0, count);
        if (counts && sent.addAndGet(count) > after && cut.compareAndSet(false, true)) {
          return true;
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One side has gone.
    }
    return false;
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

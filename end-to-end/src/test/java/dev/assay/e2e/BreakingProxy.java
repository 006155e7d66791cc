package dev.assay.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A bad network in front of a site: it cuts connections after random numbers of bytes. */
final class BreakingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI site;
  private final Random random;
  private final long longest;

  /** How many connections are still to be cut. */
  private final AtomicInteger cuts;

  private final AtomicLong sent = new AtomicLong();

  private BreakingProxy(ServerSocket server, URI site, int cuts, long longest, long seed) {
    this.server = server;
    this.site = site;
    this.cuts = new AtomicInteger(cuts);
    this.longest = longest;
    this.random = new Random(seed);
  }

  /**
   * @param longest how many bytes a connection that will be cut carries at most
   */
  static BreakingProxy before(URI site, int cuts, long longest, long seed) {
    try {
      var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var proxy = new BreakingProxy(server, site, cuts, longest, seed);
      Thread.ofPlatform().daemon().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int cutsLeft() {
    return cuts.get();
  }

  /** Bytes that went towards the site. */
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
        var there = new Socket(InetAddress.getLoopbackAddress(), site.getPort())) {
      var back =
          Thread.ofPlatform()
              .daemon()
              .start(() -> copy(there, client, new AtomicLong(), Long.MAX_VALUE));
      var limit = 20_000 + (long) (random.nextDouble() * longest);
      if (copy(client, there, sent, limit)) {
        cuts.decrementAndGet();
        return; // Both sockets close: the cut.
      }
      back.join();
    } catch (IOException e) {
      // The site is down just now.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True if it stopped at the limit, which counts only while there is something to cut. */
  private boolean copy(Socket from, Socket to, AtomicLong counted, long limit) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var buffer = new byte[16_384];
      long all = 0;
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        counted.addAndGet(count);
        all += count;
        if (all > limit && cuts.get() > 0) {
          return true;
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // The other side has gone.
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

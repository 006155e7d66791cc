package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Carries connections from a port of its own to a site. What becomes of them on the way is up to
 * their {@link Line}s. Once one end is gone, the other one is closed.
 */
public final class Relay implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final int BLOCK = 64 << 10;
  private static final int CONNECT_MILLIS = 1000;

  private final ServerSocket listener;
  private final Route route;
  private final Supplier<? extends Line> lines;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Where connections lead. */
  @FunctionalInterface
  public interface Route {
    /**
     * A connection to the site.
     *
     * @throws IOException if none is to be had; whoever called is hung up on
     */
    Socket connect() throws IOException;

    /** To this site, always. */
    static Route to(URI site) {
      return () -> {
        var socket = new Socket();
        try {
          socket.connect(new InetSocketAddress(site.getHost(), site.getPort()), CONNECT_MILLIS);
          return socket;
        } catch (IOException e) {
          socket.close();
          throw e;
        }
      };
    }
  }

  /** What one connection meets on its way; its two directions are carried at the same time. */
  public interface Line {
    /** Whether a piece goes on to the site; else the connection is cut. */
    boolean carriesToSite(byte[] buffer, int length) throws InterruptedException;

    /** Whether a piece of an answer goes on to who called; else the connection is cut. */
    boolean carriesFromSite(byte[] buffer, int length) throws InterruptedException;

    /** The connection is no more; told for each direction. */
    default void ended() {}
  }

  private interface Passage {
    boolean carries(byte[] buffer, int length) throws InterruptedException;
  }

  /**
   * Listens on the loopback interface from now on.
   *
   * @param lines makes one for each connection
   */
  public Relay(Route route, Supplier<? extends Line> lines) throws IOException {
    this.route = route;
    this.lines = lines;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("relay").start(this::accept);
  }

  /** How the site is reached through it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        var caller = listener.accept();
        Thread.ofVirtual().name("relayed").start(() -> serve(caller));
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private void serve(Socket caller) {
    open.add(caller);
    try (caller;
        var site = route.connect()) {
      open.add(site);
      try {
        var line = lines.get();
        var back =
            Thread.ofVirtual()
                .name("relayed back")
                .start(() -> carry(site, caller, line, line::carriesFromSite));
        carry(caller, site, line, line::carriesToSite);
        back.join();
      } finally {
        open.remove(site);
      }
    } catch (IOException e) {
      // The site cannot be reached just now.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(caller);
    }
  }

  private static void carry(Socket from, Socket to, Line line, Passage passage) {
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var buffer = new byte[BLOCK];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!passage.carries(buffer, read)) {
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One end has gone.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      line.ended();
    }
  }

  /** Cuts every connection there is. */
  void cut() {
    open.forEach(Relay::closeQuietly);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, then.
      return;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}

package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The network between one worker and the sites, which can be cut, made slow, or break transfers
 * off. What it carries is listened to.
 */
final class TcpProxy implements AutoCloseable {
  /** How the network is just now. */
  enum Mode {
    OPEN,
    /** Connections are reset, new ones refused. */
    CUT,
    /** Nothing comes through and nobody is told. */
    SILENT,
    SLOW,
    /** Files come and go slowly, everything else does not. */
    SLOW_STORAGE,
    /** Each connection is reset after a few hundred bytes towards the worker. */
    BREAKING
  }

  private final ServerSocket listener;
  private final List<URI> sites;
  private final Supplier<Conversation> listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Mode mode = Mode.OPEN;
  private volatile int turn;

  /**
   * @param listening makes what listens to a connection
   */
  TcpProxy(List<URI> sites, Supplier<Conversation> listening) throws IOException {
    this.sites = new CopyOnWriteArrayList<>(sites);
    this.listening = listening;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  void mode(Mode now) {
    mode = now;
    if (now == Mode.CUT) {
      open.forEach(TcpProxy::closeQuietly);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var worker = listener.accept();
        Thread.ofVirtual().start(() -> serve(worker));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket worker) {
    open.add(worker);
    try (worker;
        var site = mode == Mode.CUT ? null : connect()) {
      if (site == null) {
        return;
      }
      open.add(site);
      var heard = listening.get();
      var storage = new AtomicBoolean();
      var back = Thread.ofVirtual().start(() -> carry(site, worker, heard::fromSite, storage));
      carry(worker, site, heard::fromWorker, storage);
      back.join();
      open.remove(site);
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(worker);
    }
  }

  /** The sites take turns; one that does not answer is passed by. */
  private Socket connect() throws IOException {
    for (int i = 0; i < sites.size(); i++) {
      var site = sites.get(Math.floorMod(turn++, sites.size()));
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(site.getHost(), site.getPort()), 1000);
        return socket;
      } catch (IOException e) {
        socket.close();
      }
    }
    throw new IOException("No site answers");
  }

  private interface Listener {
    void hear(byte[] buffer, int length);
  }

  private void carry(Socket from, Socket to, Listener listener, AtomicBoolean storage) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var buffer = new byte[16 * 1024];
      int carried = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (mode == Mode.SILENT && !from.isClosed()) {
          Thread.sleep(20);
        }
        if (isAboutStorage(buffer, read)) {
          storage.set(true);
        }
        if (mode == Mode.SLOW || (mode == Mode.SLOW_STORAGE && storage.get())) {
          Thread.sleep(150);
        }
        carried += read;
        if (mode == Mode.BREAKING && carried > 300) {
          return;
        }
        // Before it is passed on: what a site has acknowledged counts, whether the worker learns of
        // it or
        // not.
        listener.hear(buffer, read);
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAboutStorage(byte[] buffer, int length) {
    var start = new String(buffer, 0, Math.min(length, 40), StandardCharsets.ISO_8859_1);
    return start.startsWith("GET /storage/") || start.startsWith("PUT /storage/");
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
  public void close() throws IOException {
    listener.close();
    open.forEach(TcpProxy::closeQuietly);
  }
}

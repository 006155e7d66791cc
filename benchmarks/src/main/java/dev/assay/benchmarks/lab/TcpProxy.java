package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The network between one worker and the sites, which can be cut, made slow, or break transfers
 * off. What it carries towards the sites it also shows to a {@link Requests}.
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
    /** Each connection is reset after a few hundred bytes towards the worker. */
    BREAKING
  }

  private final ServerSocket listener;
  private final List<URI> sites;
  private final Requests requests;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Mode mode = Mode.OPEN;
  private volatile int turn;

  TcpProxy(List<URI> sites, Requests requests) throws IOException {
    this.sites = new CopyOnWriteArrayList<>(sites);
    this.requests = requests;
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
      var back = Thread.ofVirtual().start(() -> carry(site, worker, null));
      carry(worker, site, requests.open());
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

  private void carry(Socket from, Socket to, Requests.@Nullable Reader reader) {
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
        if (mode == Mode.SLOW) {
          Thread.sleep(150);
        }
        carried += read;
        if (mode == Mode.BREAKING && carried > 300) {
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
        if (reader != null) {
          reader.read(buffer, read);
        }
      }
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The network between one worker and the sites, which can be cut, made slow, or break transfers
 * off. What it carries is listened to.
 */
final class TcpProxy implements AutoCloseable {
  /** How long each piece takes on a slow network. */
  private static final Duration SLOWNESS = Duration.ofMillis(150);

  /** How many bytes a direction carries before a breaking network resets the connection. */
  private static final int BREAKING_POINT = 300;

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
    /** Each connection is reset after a few hundred bytes in either direction. */
    BREAKING
  }

  private final List<Relay.Route> sites;
  private final Relay relay;
  private final AtomicInteger turn = new AtomicInteger();

  // Guarded by this; who waits for the end of a silence is notified.
  private Mode mode = Mode.OPEN;

  /**
   * @param listening makes what listens to a connection
   */
  TcpProxy(List<URI> sites, Supplier<Conversation> listening) throws IOException {
    this.sites = sites.stream().map(Relay.Route::to).toList();
    this.relay = new Relay(this::connect, () -> new Listened(listening.get()));
  }

  URI url() {
    return relay.url();
  }

  void mode(Mode now) {
    synchronized (this) {
      mode = now;
      notifyAll();
    }
    if (now == Mode.CUT) {
      relay.cut();
    }
  }

  private synchronized Mode mode() {
    return mode;
  }

  /** The sites take turns; one that does not answer is passed by. */
  private Socket connect() throws IOException {
    if (mode() == Mode.CUT) {
      throw new IOException("The network is cut");
    }
    for (int i = 0; i < sites.size(); i++) {
      try {
        return sites.get(Math.floorMod(turn.getAndIncrement(), sites.size())).connect();
      } catch (IOException e) {
        // The next one may answer.
        continue;
      }
    }
    throw new IOException("No site answers");
  }

  /** The network as one connection meets it, and what is heard of it. */
  private final class Listened implements Relay.Line {
    private final Conversation heard;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean isAboutStorage;

    // Guarded by the proxy.
    private boolean isOver;

    Listened(Conversation heard) {
      this.heard = heard;
    }

    @Override
    public boolean carriesToSite(byte[] buffer, int length) throws InterruptedException {
      if (asksForStorage(buffer, length)) {
        isAboutStorage = true;
      }
      if (!passes(sent.addAndGet(length))) {
        return false;
      }
      heard.fromWorker(buffer, length);
      return true;
    }

    /** Is heard before it is passed on: what a site has acknowledged counts, whoever learns it. */
    @Override
    public boolean carriesFromSite(byte[] buffer, int length) throws InterruptedException {
      if (!passes(answered.addAndGet(length))) {
        return false;
      }
      heard.fromSite(buffer, length);
      return true;
    }

    private boolean passes(int carried) throws InterruptedException {
      var now = modeAfterSilence();
      if (now == Mode.SLOW || (now == Mode.SLOW_STORAGE && isAboutStorage)) {
        // Not a wait for something: this is the slowness.
        Thread.sleep(SLOWNESS);
      }
      return now != Mode.BREAKING || carried <= BREAKING_POINT;
    }

    private Mode modeAfterSilence() throws InterruptedException {
      synchronized (TcpProxy.this) {
        while (mode == Mode.SILENT && !isOver) {
          TcpProxy.this.wait();
        }
        return mode;
      }
    }

    @Override
    public void ended() {
      synchronized (TcpProxy.this) {
        isOver = true;
        TcpProxy.this.notifyAll();
      }
    }
  }

  private static boolean asksForStorage(byte[] buffer, int length) {
    var start = new String(buffer, 0, Math.min(length, 40), StandardCharsets.ISO_8859_1);
    return start.startsWith("GET /storage/") || start.startsWith("PUT /storage/");
  }

  @Override
  public void close() {
    mode(Mode.OPEN);
    relay.close();
  }
}

package dev.assay.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A bad network in front of a site: it cuts connections after random numbers of bytes. */
final class BreakingProxy implements AutoCloseable {
  private final Random random;
  private final long longest;

  /** How many connections are still to be cut. */
  private final AtomicInteger cuts;

  private final AtomicLong sent = new AtomicLong();
  private volatile Turn turn = Turn.NONE;

  private final Detour way;

  /** What happens after so many bytes. */
  private record Turn(long after, Runnable action) {
    static final Turn NONE = new Turn(Long.MAX_VALUE, () -> {});
  }

  private BreakingProxy(int site, int cuts, long longest, long seed) {
    this.cuts = new AtomicInteger(cuts);
    this.longest = longest;
    this.random = new Random(seed);
    this.way = Detour.to(site, this::carry);
  }

  /**
   * @param longest how many bytes a connection that will be cut carries at most
   */
  static BreakingProxy before(URI site, int cuts, long longest, long seed) {
    return new BreakingProxy(site.getPort(), cuts, longest, seed);
  }

  URI url() {
    return way.url();
  }

  int cutsLeft() {
    return cuts.get();
  }

  /** Bytes that went towards the site. */
  long sent() {
    return sent.get();
  }

  /** Does something, once, before more than so many bytes have gone towards the site. */
  void once(long after, Runnable action) {
    turn = new Turn(after, action);
  }

  private synchronized void takeTurn() {
    turn.action().run();
    turn = Turn.NONE;
  }

  private void carry(Socket client, Socket server) throws InterruptedException {
    var back = Detour.aside(() -> copy(server, client, new AtomicLong(), Long.MAX_VALUE));
    var limit = 20_000 + (long) (random.nextDouble() * longest);
    if (copy(client, server, sent, limit)) {
      cuts.decrementAndGet();
    }
    back.join();
  }

  /**
   * True if it stopped at the limit, which counts only while there is something to cut. When one
   * side has gone, the other one is hung up on: nobody else would tell it.
   */
  private boolean copy(Socket from, Socket to, AtomicLong counted, long limit) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var buffer = new byte[16_384];
      long all = 0;
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (counted.addAndGet(count) > turn.after()) {
          takeTurn();
        }
        out.write(buffer, 0, count);
        all += count;
        if (all > limit && cuts.get() > 0) {
          return true;
        }
      }
    } catch (IOException e) {
      // The other side has gone.
    }
    return false;
  }

  @Override
  public void close() {
    way.close();
  }
}

package dev.assay.benchmarks;

import dev.assay.benchmarks.lab.Relay;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a site and cuts one connection, the one that exceeds so many bytes in all. */
final class CuttingProxy implements AutoCloseable, Relay.Line {
  private final Relay relay;
  private final long after;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean cut = new AtomicBoolean();

  private CuttingProxy(URI site, long after) throws IOException {
    this.after = after;
    this.relay = new Relay(Relay.Route.to(site), () -> this);
  }

  static CuttingProxy before(URI site, long after) throws IOException {
    return new CuttingProxy(site, after);
  }

  URI url() {
    return relay.url();
  }

  boolean hasCut() {
    return cut.get();
  }

  /** Bytes that went towards the site. */
  long sent() {
    return sent.get();
  }

  @Override
  public boolean carriesToSite(byte[] buffer, int length) {
    return sent.addAndGet(length) <= after || !cut.compareAndSet(false, true);
  }

  @Override
  public boolean carriesFromSite(byte[] buffer, int length) {
    return true;
  }

  @Override
  public void close() {
    relay.close();
  }
}

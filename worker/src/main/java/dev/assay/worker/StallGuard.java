package dev.assay.worker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream from which nothing came for a while: a connection whose other end is gone can
 * otherwise keep its reader for ever.
 */
final class StallGuard extends FilterInputStream {
  private final Duration longest;
  private final Thread watch;
  private volatile long lastRead = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream stream, Duration longest) {
    super(stream);
    this.longest = longest;
    this.watch = Thread.ofVirtual().name("stall-guard").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        var left = longest.minusNanos(System.nanoTime() - lastRead);
        if (!left.isPositive()) {
          stalled = true;
          in.close();
          return;
        }
        // Not earlier can it have stalled; a reader that is done interrupts.
        Thread.sleep(left);
      }
    } catch (InterruptedException | IOException e) {
      // The reader is done, or finds out by itself.
      return;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = super.read(buffer, offset, length);
      lastRead = System.nanoTime();
      return read;
    } catch (IOException e) {
      throw stalled ? new IOException("Nothing came for " + longest.toSeconds() + " s", e) : e;
    }
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }
}

package dev.assay.server.codabench;

import dev.assay.contract.Program;
import dev.assay.server.runs.Offer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one connection heard of a log and has not passed on yet: programs print in small pieces, and
 * each would be a row and a transaction.
 */
final class HeardLog implements AutoCloseable {
  /** A piece waits so long for others to travel with. */
  private static final Duration COMPANY = Duration.ofMillis(200);

  private static final int ENOUGH = 64 * 1024;

  private final Offer offer;
  private final StepReports reports;

  // Guarded by this.
  private final Map<Program, ByteArrayOutputStream> heard = new EnumMap<>(Program.class);
  private boolean isFlushComing;

  HeardLog(Offer offer, StepReports reports) {
    this.offer = offer;
    this.reports = reports;
  }

  synchronized void add(Program program, String text) {
    var bytes = heard.computeIfAbsent(program, key -> new ByteArrayOutputStream());
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    if (bytes.size() >= ENOUGH) {
      flush();
    } else if (!isFlushComing) {
      isFlushComing = true;
      Thread.ofVirtual().name("heard-log").start(this::flushSoon);
    }
  }

  private void flushSoon() {
    try {
      Thread.sleep(COMPANY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flush();
  }

  private synchronized void flush() {
    isFlushComing = false;
    // Each goes as it is passed on, so that none is passed on twice where another one fails.
    for (var pieces = heard.entrySet().iterator(); pieces.hasNext(); pieces.remove()) {
      var piece = pieces.next();
      reports.heard(offer, piece.getKey(), piece.getValue().toByteArray());
    }
  }

  @Override
  public void close() {
    flush();
  }
}

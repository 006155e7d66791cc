package dev.assay.runner;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last bytes of a stream, kept for the words of a failure. */
final class LogTail {
  static final int LINES = 10;
  private static final int LINE_LENGTH = 300;

  private final byte[] ring = new byte[8 * 1024];
  private long written;

  synchronized void add(byte[] bytes, int offset, int length) {
    int skip = Math.max(0, length - ring.length);
    for (int i = offset + skip; i < offset + length; i++) {
      ring[(int) ((written + i - offset) % ring.length)] = bytes[i];
    }
    written += length;
  }

  synchronized List<String> lines() {
    int kept = (int) Math.min(written, ring.length);
    var bytes = new byte[kept];
    for (int i = 0; i < kept; i++) {
      bytes[i] = ring[(int) ((written - kept + i) % ring.length)];
    }
    var lines =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .map(LogTail::clipped)
            .toList();
    // The first line may have lost its beginning when the ring went round.
    int whole = written > ring.length && lines.size() > 1 ? 1 : 0;
    return lines.subList(Math.max(whole, lines.size() - LINES), lines.size());
  }

  private static String clipped(String line) {
    var plain = line.replace("\0", "");
    return plain.length() <= LINE_LENGTH ? plain : plain.substring(0, LINE_LENGTH) + "…";
  }
}

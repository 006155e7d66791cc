package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * An entry's content that must be what the directory announced.
 *
 * <p>The limits were checked against the announced sizes; this makes them true, so that a bomb that
 * lies in its headers stops at the first byte too many.
 */
final class CheckedStream extends FilterInputStream {
  private final String path;
  private final long announcedSize;
  private final long announcedCrc;
  private final CRC32 crc = new CRC32();
  private long count;

  CheckedStream(InputStream content, String path, long announcedSize, long announcedCrc) {
    super(content);
    this.path = path;
    this.announcedSize = announcedSize;
    this.announcedCrc = announcedCrc;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n = readOrFault(buffer, offset, length);
    if (n < 0) {
      checkEnd();
      return -1;
    }
    count += n;
    if (count > announcedSize) {
      throw fault(
          FindingCode.ARC_07,
          "The entry unpacks to more than the %,d bytes it announces, as only a zip bomb does."
              .formatted(announcedSize));
    }
    crc.update(buffer, offset, n);
    return n;
  }

  @Override
  public long skip(long bytes) throws IOException {
    byte[] buffer = new byte[(int) Math.clamp(bytes, 1, 8192)];
    long skipped = 0;
    while (skipped < bytes) {
      int n = read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
      if (n < 0) {
        break;
      }
      skipped += n;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int readOrFault(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (RuntimeException | IOException e) {
      // Decompressors fail in many ways on bytes that are none of theirs.
      throw fault(FindingCode.ARC_01, "The entry cannot be unpacked: " + e.getMessage() + ".");
    }
  }

  private void checkEnd() throws ArchiveFault {
    if (count != announcedSize) {
      throw fault(
          FindingCode.ARC_01,
          "The entry ends after %,d of %,d bytes.".formatted(count, announcedSize));
    }
    if (crc.getValue() != announcedCrc) {
      throw fault(FindingCode.ARC_01, "The entry is damaged: its checksum does not match.");
    }
  }

  private ArchiveFault fault(FindingCode code, String message) {
    return new ArchiveFault(
        Finding.of(code, Place.in(path), message).fix("Make the zip again and upload it again."));
  }
}

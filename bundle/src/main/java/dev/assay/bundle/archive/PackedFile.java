package dev.assay.bundle.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file as it lies packed in its archive.
 *
 * @param method 0 stored, 8 deflated
 * @param size unpacked
 * @param bytes {@code packedSize} of them, unless the archive is cut off
 */
public record PackedFile(int method, long crc, long size, long packedSize, InputStream bytes)
    implements Closeable {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}

package dev.assay.server.uploads;

import dev.assay.server.storage.Draft;
import java.io.IOException;
import java.io.InputStream;

/** A buffer between a connection, which gives little at a time, and a disk, which likes much. */
final class Block {
  private final byte[] bytes;
  private int length;
  private boolean isLast;

  Block(int size) {
    this.bytes = new byte[size];
  }

  /**
   * Reads until it is full, holds {@code atMost} bytes, or nothing more comes. What was read before
   * a failure is held all the same.
   */
  void fill(InputStream from, long atMost) throws IOException {
    length = 0;
    var wanted = (int) Math.min(bytes.length, atMost);
    while (length < wanted) {
      var count = from.read(bytes, length, wanted - length);
      if (count < 0) {
        isLast = true;
        return;
      }
      length += count;
    }
  }

  int length() {
    return length;
  }

  /** Whether the stream has ended. */
  boolean isLast() {
    return isLast;
  }

  void appendTo(Draft draft, long atMost) throws IOException {
    draft.append(bytes, 0, (int) Math.min(length, atMost));
  }
}

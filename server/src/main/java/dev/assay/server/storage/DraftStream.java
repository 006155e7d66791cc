package dev.assay.server.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes into a draft, and remembers how it begins. */
public final class DraftStream extends OutputStream {
  private final Draft draft;
  private final int headLength;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();

  /**
   * @param headLength how many of the first bytes to remember
   */
  public DraftStream(Draft draft, int headLength) {
    this.draft = draft;
    this.headLength = headLength;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    head.write(bytes, offset, Math.min(count, headLength - head.size()));
    draft.append(bytes, offset, count);
  }

  /** The first bytes, fewer if there are not so many. */
  public byte[] head() {
    return head.toByteArray();
  }
}

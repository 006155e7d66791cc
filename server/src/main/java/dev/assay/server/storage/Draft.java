package dev.assay.server.storage;

import java.io.Closeable;
import java.io.IOException;

/**
 * An object while it is being written, held by one writer. Bytes are hashed as they come, so that
 * nothing is read again when it is sealed.
 */
public interface Draft extends Closeable {

  /** How many bytes it holds. */
  long length();

  /**
   * Writes behind the last byte.
   *
   * @throws Superseded when another writer has taken the draft over; nothing was written then
   */
  void append(byte[] bytes, int offset, int count) throws IOException;

  /** Returns once every byte appended so far is on the disk. */
  void force() throws IOException;

  /**
   * Takes back what was appended since it had that length, one that was handed to {@link #mark}.
   */
  void backTo(long length) throws IOException;

  /** Makes the present length one that {@link #backTo} may go back to. */
  void mark();

  /** The hash of all bytes so far: 64 lower-case hex digits. */
  String sha256();

  @Override
  void close() throws IOException;

  /** Somebody else writes this draft now: the same sender over a new connection, as a rule. */
  final class Superseded extends IOException {
    private static final long serialVersionUID = 1L;

    Superseded() {
      super("Another connection goes on with this upload");
    }
  }
}

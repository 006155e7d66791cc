package dev.assay.server.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Objects that arrive in pieces, over any number of connections and restarts. A draft has one
 * writer at a time and no reader; sealing makes it an object.
 */
public interface Drafts {

  /** Which process this is, as far as drafts go: what it wrote last it need not read again. */
  String writer();

  /** Begins an empty draft and returns its key, which is random and never used again. */
  String create() throws IOException;

  /**
   * Takes a draft over to write on. A writer of this process that still holds it never writes
   * again.
   *
   * @param confirmed asked for once nobody else can write any more; what lies beyond it is kept
   *     only if this process wrote it
   * @return empty while another process writes it
   */
  Optional<Draft> open(String key, Supplier<Confirmed> confirmed) throws IOException;

  /**
   * What is on record of a draft.
   *
   * @param length bytes known to be on the disk
   * @param writer who wrote last, as {@link #writer} called it
   */
  record Confirmed(long length, String writer) {}

  /**
   * Makes a whole draft an object. Doing so again gives the same blob.
   *
   * @param sealedAt when its last byte was on the disk
   */
  Blob seal(
      String key, long size, String sha256, String fileName, String mediaType, Instant sealedAt)
      throws IOException;

  /** Forgets a draft that is not sealed. */
  void delete(String key) throws IOException;

  /** The keys of drafts that were not written to since that instant. */
  List<String> resting(Instant since) throws IOException;

  /** Bytes that can still be stored. */
  long room() throws IOException;
}

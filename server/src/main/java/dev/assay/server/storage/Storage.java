package dev.assay.server.storage;

import dev.assay.server.kernel.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Keeps objects. What it hands out a {@link Blob} for is complete, hashed and unchangeable. */
public interface Storage {

  /**
   * Takes a whole object and seals it; leaves nothing behind when the stream breaks off.
   *
   * @throws TooLarge when more than {@code maxBytes} come
   */
  Blob store(InputStream bytes, long maxBytes, String fileName, String mediaType)
      throws IOException, TooLarge;

  /** Takes a whole object of whatever size, which the site has made or checked itself. */
  default Blob store(InputStream bytes, String fileName, String mediaType) throws IOException {
    try {
      return store(bytes, Long.MAX_VALUE, fileName, mediaType);
    } catch (TooLarge e) {
      throw new IOException("The storage has a limit of its own", e);
    }
  }

  Optional<Blob> find(BlobId id);

  /** Opens the content. */
  InputStream open(BlobId id) throws IOException;

  /**
   * A local file to read the content from at random; valid while the blob lives, never to be
   * written.
   */
  Path localFile(BlobId id) throws IOException;

  /**
   * A signed GET link relative to the site, bound to this object, answered as an attachment with
   * the blob's name. It carries no session and ends by itself.
   */
  String downloadLink(BlobId id, Duration validFor);

  /** A signed PUT link under a fresh random key, bound to method, key and size. */
  UploadSlot createUpload(long maxBytes, Duration validFor);

  /**
   * Puts bytes under a key of {@link #createUpload}, as its link does; nothing once it is sealed.
   *
   * @param content as long as the link allows, which is not checked again
   */
  void put(String objectKey, byte[] content) throws IOException;

  /**
   * Seals what was put under the key if it has this size and hash. From then on the link writes
   * nothing any more. Sealing the same key again gives the same blob.
   *
   * @return empty when nothing, or something else, lies there
   */
  Optional<Blob> sealUpload(
      String objectKey, long size, String sha256, String fileName, String mediaType)
      throws IOException;

  /**
   * Seals whatever was put under the key, for writers who do not say what they put. Sealing the
   * same key again gives the same blob.
   *
   * @return empty when nothing is there, or not all of it
   */
  Optional<Blob> sealUpload(String objectKey, String fileName, String mediaType) throws IOException;

  /**
   * Takes what was put under the key, and forgets it.
   *
   * @param most longer ones are cut
   * @return empty when nothing is there
   */
  Optional<byte[]> takeUpload(String objectKey, int most) throws IOException;

  /**
   * Removes an object that no row refers to any more, outside of any transaction; the database
   * refuses where one does. Nothing happens where there is none.
   */
  void delete(BlobId id) throws IOException;

  /**
   * @param url relative to the site
   */
  record UploadSlot(String objectKey, String url) {}

  /** More bytes came than are allowed. */
  final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
    private final long maxBytes;

    public TooLarge(long maxBytes) {
      super("More than " + maxBytes + " bytes");
      this.maxBytes = maxBytes;
    }

    /** How many are allowed. */
    public long maxBytes() {
      return maxBytes;
    }
  }
}

package dev.assay.server.storage;

import dev.assay.server.kernel.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Storage on a local disk, served by the site itself through signed links. */
final class LocalDiskStorage implements Storage {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final LocalDisk disk;
  private final SignedLinks links;
  private final JdbcClient jdbc;
  private final Clock clock;

  LocalDiskStorage(LocalDisk disk, SignedLinks links, JdbcClient jdbc, Clock clock) {
    this.disk = disk;
    this.links = links;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Blob store(InputStream bytes, long maxBytes, String fileName, String mediaType)
      throws IOException, TooLarge {
    var key = randomKey();
    var written = disk.put(key, bytes, maxBytes);
    disk.seal(key);
    return insert(key, written, fileName, mediaType);
  }

  @Override
  public Optional<Blob> find(BlobId id) {
    return jdbc.sql("select * from blob where id = :id")
        .param("id", id.value())
        .query(LocalDiskStorage::blob)
        .optional();
  }

  @Override
  public InputStream open(BlobId id) throws IOException {
    return Files.newInputStream(localFile(id));
  }

  @Override
  public Path localFile(BlobId id) throws IOException {
    var file = disk.object(objectKey(id));
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "the object of blob " + id + " is gone");
    }
    return file;
  }

  @Override
  public String downloadLink(BlobId id, Duration validFor) {
    return links.download(objectKey(id), validFor);
  }

  @Override
  public UploadSlot createUpload(long maxBytes, Duration validFor) {
    var key = randomKey();
    return new UploadSlot(key, links.upload(key, maxBytes, validFor));
  }

  @Override
  public void put(String objectKey, byte[] content) throws IOException {
    if (!disk.isSealed(objectKey)) {
      disk.put(objectKey, content);
    }
  }

  @Override
  public Optional<Blob> sealUpload(
      String objectKey, long size, String sha256, String fileName, String mediaType)
      throws IOException {
    LocalDisk.Written found;
    try {
      found = disk.measure(objectKey);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (found.size() != size || !found.sha256().equals(sha256)) {
      return Optional.empty();
    }
    disk.seal(objectKey);
    return Optional.of(insert(objectKey, found, fileName, mediaType));
  }

  @Override
  public Optional<Blob> sealUpload(String objectKey, String fileName, String mediaType)
      throws IOException {
    try {
      var found = disk.measure(objectKey);
      disk.seal(objectKey);
      return Optional.of(insert(objectKey, found, fileName, mediaType));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<byte[]> takeUpload(String objectKey, int most) throws IOException {
    return disk.take(objectKey, most);
  }

  @Override
  public void delete(BlobId id) throws IOException {
    // The row first: a crash then leaves a file that nobody can reach, and never a row without one.
    var key =
        jdbc.sql("delete from blob where id = :id returning object_key")
            .param("id", id.value())
            .query(String.class)
            .optional();
    if (key.isPresent()) {
      Files.deleteIfExists(disk.object(key.get()));
    }
  }

  Optional<Blob> findByKey(String objectKey) {
    return jdbc.sql("select * from blob where object_key = :key")
        .param("key", objectKey)
        .query(LocalDiskStorage::blob)
        .optional();
  }

  private String objectKey(BlobId id) {
    return jdbc.sql("select object_key from blob where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  /** Makes a whole file of this disk an object, sealed at the instant its last byte was there. */
  Blob sealFile(
      Path file,
      String key,
      LocalDisk.Written written,
      String fileName,
      String mediaType,
      Instant sealedAt)
      throws IOException {
    disk.seal(file, key);
    return insert(key, written, fileName, mediaType, sealedAt);
  }

  private Blob insert(String key, LocalDisk.Written written, String fileName, String mediaType) {
    return insert(key, written, fileName, mediaType, clock.instant());
  }

  private Blob insert(
      String key, LocalDisk.Written written, String fileName, String mediaType, Instant sealedAt) {
    jdbc.sql(
            """
            insert into blob (object_key, size, sha256, file_name, media_type, sealed_at)
            values (:key, :size, :sha256, :name, :type, :now)
            on conflict (object_key) do nothing""")
        .param("key", key)
        .param("size", written.size())
        .param("sha256", written.sha256())
        .param("name", cleaned(fileName))
        .param("type", mediaType)
        .param("now", sealedAt.atOffset(ZoneOffset.UTC))
        .update();
    return findByKey(key).orElseThrow();
  }

  /**
   * The last part of a path as browsers send it, without anything a header or a shell could trip
   * over.
   */
  static String cleaned(String fileName) {
    var last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    var safe = last.replaceAll("[\\p{Cntrl}\"'<>:|?*]", "_").strip();
    return safe.isEmpty() ? "file" : safe.substring(0, Math.min(200, safe.length()));
  }

  static String randomKey() {
    var bytes = new byte[20];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Blob blob(ResultSet row, int number) throws SQLException {
    return new Blob(
        new BlobId(row.getLong("id")),
        row.getLong("size"),
        row.getString("sha256"),
        row.getString("file_name"),
        row.getString("media_type"),
        row.getObject("sealed_at", OffsetDateTime.class).toInstant());
  }
}

package dev.assay.server.runs;

import dev.assay.contract.Sha256;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Storage without content: rows in {@code blob}, and a list of what was put where. */
final class FakeStorage implements Storage {
  private final JdbcClient jdbc;

  /** Object key to the hash of what lies there. */
  private final Map<String, String> put = new ConcurrentHashMap<>();

  private final Map<BlobId, byte[]> contents = new ConcurrentHashMap<>();

  FakeStorage(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** As a worker does with the link of its order. */
  void put(String url, String sha256) {
    put.put(url.substring("/put/".length()), sha256);
  }

  BlobId blob(String fileName) {
    return insert(UUID.randomUUID().toString(), 3, "0".repeat(64), fileName).id();
  }

  private Blob insert(String key, long size, String sha256, String fileName) {
    var id =
        jdbc.sql(
                """
                insert into blob (object_key, size, sha256, file_name, media_type, sealed_at)
                values (:key, :size, :sha256, :name, 'application/zip', now())
                on conflict (object_key) do update set size = excluded.size returning id""")
            .param("key", key)
            .param("size", size)
            .param("sha256", sha256)
            .param("name", fileName)
            .query(Long.class)
            .single();
    return new Blob(new BlobId(id), size, sha256, fileName, "application/zip", Instant.EPOCH);
  }

  @Override
  public Blob store(InputStream bytes, long maxBytes, String fileName, String mediaType)
      throws IOException {
    var content = bytes.readAllBytes();
    var blob = insert(UUID.randomUUID().toString(), content.length, "0".repeat(64), fileName);
    contents.put(blob.id(), content);
    return blob;
  }

  @Override
  public Optional<Blob> find(BlobId id) {
    return jdbc.sql("select file_name, size, sha256 from blob where id = :id")
        .param("id", id.value())
        .query(
            (row, number) ->
                new Blob(
                    id,
                    row.getLong("size"),
                    row.getString("sha256"),
                    row.getString("file_name"),
                    "application/zip",
                    Instant.EPOCH))
        .optional();
  }

  @Override
  public InputStream open(BlobId id) {
    return new ByteArrayInputStream(
        contents.getOrDefault(id, "abc".getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Path localFile(BlobId id) throws IOException {
    throw new IOException("Nothing lies on a disk here");
  }

  @Override
  public String downloadLink(BlobId id, Duration validFor) {
    return "/get/" + id;
  }

  @Override
  public UploadSlot createUpload(long maxBytes, Duration validFor) {
    var key = UUID.randomUUID().toString();
    return new UploadSlot(key, "/put/" + key);
  }

  @Override
  public void put(String objectKey, byte[] content) {
    put.put(objectKey, Sha256.hex(content));
  }

  @Override
  public Optional<Blob> sealUpload(String objectKey, String fileName, String mediaType) {
    var hash = put.get(objectKey);
    return hash == null ? Optional.empty() : Optional.of(insert(objectKey, 3, hash, fileName));
  }

  @Override
  public Optional<byte[]> takeUpload(String objectKey, int most) {
    return put.remove(objectKey) == null ? Optional.empty() : Optional.of(new byte[] {'a'});
  }

  @Override
  public Optional<Blob> sealUpload(
      String objectKey, long size, String sha256, String fileName, String mediaType) {
    return sha256.equals(put.get(objectKey))
        ? Optional.of(insert(objectKey, size, sha256, fileName))
        : Optional.empty();
  }

  @Override
  public void delete(BlobId id) {
    jdbc.sql("delete from blob where id = :id").param("id", id.value()).update();
  }
}

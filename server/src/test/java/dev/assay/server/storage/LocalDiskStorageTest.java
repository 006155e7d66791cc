package dev.assay.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskStorageTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SHA_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;
  private TestDatabase database;
  private LocalDisk disk;
  private LocalDiskStorage storage;

  @BeforeEach
  void start() throws IOException {
    database = TestDatabase.create();
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    disk = new LocalDisk(folder, clock);
    storage =
        new LocalDiskStorage(disk, new SignedLinks(new byte[32], clock), database.jdbc(), clock);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_stored_object_has_its_size_and_hash_and_reads_back() throws Exception {
    var blob = storage.store(bytes("hello"), 5, "C:\\work\\hello.zip", "application/zip");
    assertThat(blob.size()).isEqualTo(5);
    assertThat(blob.sha256()).isEqualTo(SHA_OF_HELLO);
    assertThat(blob.fileName()).isEqualTo("hello.zip");
    assertThat(storage.open(blob.id()).readAllBytes()).asString().isEqualTo("hello");
  }

  @Test
  void an_upload_over_its_limit_leaves_nothing_behind() throws Exception {
    assertThatThrownBy(() -> storage.store(bytes("hello"), 4, "a", "b"))
        .isInstanceOf(Storage.TooLarge.class);
    assertThat(files()).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing_behind() throws Exception {
    var breaking =
        new SequenceInputStream(
            bytes("hel"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection reset");
              }
            });
    assertThatThrownBy(() -> storage.store(breaking, 100, "a", "b")).hasMessage("connection reset");
    assertThat(files()).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void an_upload_is_sealed_only_with_the_size_and_hash_it_was_announced_with() throws Exception {
    var slot = storage.createUpload(100, Duration.ofMinutes(5));
    assertThat(storage.sealUpload(slot.objectKey(), 5, SHA_OF_HELLO, "p.zip", "application/zip"))
        .isEmpty();
    disk.put(slot.objectKey(), bytes("hello"), 100);
    assertThat(storage.sealUpload(slot.objectKey(), 4, SHA_OF_HELLO, "p.zip", "application/zip"))
        .isEmpty();
    assertThat(storage.sealUpload(slot.objectKey(), 5, "0".repeat(64), "p.zip", "application/zip"))
        .isEmpty();
    assertThat(storage.sealUpload(slot.objectKey(), 5, SHA_OF_HELLO, "p.zip", "application/zip"))
        .isPresent();
  }

  @Test
  void sealing_twice_gives_the_same_blob_and_what_is_sealed_cannot_be_overwritten()
      throws Exception {
    var slot = storage.createUpload(100, Duration.ofMinutes(5));
    disk.put(slot.objectKey(), bytes("hello"), 100);
    var first =
        storage
            .sealUpload(slot.objectKey(), 5, SHA_OF_HELLO, "p.zip", "application/zip")
            .orElseThrow();
    disk.put(slot.objectKey(), bytes("other"), 100);
    storage.put(slot.objectKey(), "third".getBytes(StandardCharsets.US_ASCII));
    var second =
        storage
            .sealUpload(slot.objectKey(), 5, SHA_OF_HELLO, "p.zip", "application/zip")
            .orElseThrow();
    assertThat(second).isEqualTo(first);
    assertThat(storage.open(first.id()).readAllBytes()).asString().isEqualTo("hello");
  }

  @Test
  void sealing_again_after_a_crash_before_the_row_was_committed_finds_the_object()
      throws Exception {
    var slot = storage.createUpload(100, Duration.ofMinutes(5));
    disk.put(slot.objectKey(), bytes("hello"), 100);
    database
        .transactions()
        .executeWithoutResult(
            transaction -> {
              try {
                storage.sealUpload(slot.objectKey(), 5, SHA_OF_HELLO, "p.zip", "application/zip");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              transaction.setRollbackOnly();
            });
    assertThat(rows()).isZero();
    assertThat(storage.sealUpload(slot.objectKey(), 5, SHA_OF_HELLO, "p.zip", "application/zip"))
        .isPresent();
  }

  @Test
  void a_link_holds_for_its_method_object_size_and_time_only() {
    var links = new SignedLinks(new byte[32], Clock.fixed(NOW, ZoneOffset.UTC));
    var key = "a".repeat(40);
    var link = links.upload(key, 100, Duration.ofMinutes(5));
    var until = NOW.plusSeconds(300).getEpochSecond();
    var signature = link.substring(link.indexOf("signature=") + 10);
    assertThat(links.allowsUpload(key, 100, until, signature)).isTrue();
    assertThat(links.allowsUpload(key, 101, until, signature)).isFalse();
    assertThat(links.allowsUpload("b".repeat(40), 100, until, signature)).isFalse();
    assertThat(links.allowsUpload(key, 100, until + 1, signature)).isFalse();
    assertThat(links.allowsDownload(key, until, signature)).isFalse();
    var later = new SignedLinks(new byte[32], Clock.fixed(NOW.plusSeconds(301), ZoneOffset.UTC));
    assertThat(later.allowsUpload(key, 100, until, signature)).isFalse();
    var foreign = new SignedLinks(new byte[] {1, 2, 3}, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(foreign.allowsUpload(key, 100, until, signature)).isFalse();
  }

  private List<Path> files() throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private long rows() {
    return database.jdbc().sql("select count(*) from blob").query(Long.class).single();
  }
}

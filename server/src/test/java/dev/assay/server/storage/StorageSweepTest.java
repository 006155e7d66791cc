package dev.assay.server.storage;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class StorageSweepTest {
  private static final Instant NOW = Instant.now();
  private static final Instant LATER = NOW.plus(Duration.ofDays(2));

  @TempDir Path folder;
  private TestDatabase database;
  private JdbcClient jdbc;
  private LocalDisk disk;
  private LocalDiskStorage storage;
  private StorageSweep sweep;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    jdbc = database.jdbc();
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    disk = new LocalDisk(folder, clock);
    storage = new LocalDiskStorage(disk, new SignedLinks(new byte[32], clock), jdbc, clock);
    sweep = new StorageSweep(disk, jdbc);
    jdbc.sql(
            """
            insert into account (username, display_name, password_hash, created_at)
            values ('owner', 'Owner', 'x', now())
            """)
        .update();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private BlobId stored(String text) throws Exception {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return storage.store(bytes, 1000, "a.zip", "application/zip").id();
  }

  private void refer(BlobId blob) {
    jdbc.sql(
            """
            insert into dataset (key, type, name, owner_id, blob_id, created_at)
            values (gen_random_uuid(), 'input_data', 'd', (select id from account), :blob, now())
            """)
        .param("blob", blob.value())
        .update();
  }

  @Test
  void only_what_nothing_refers_to_is_deleted_row_and_file() throws Exception {
    var used = stored("used");
    refer(used);
    var unused = stored("unused");
    var file = storage.localFile(unused);
    assertThat(sweep.sweep(LATER)).isEqualTo(new StorageSweep.Swept(1, 0));
    assertThat(storage.find(unused)).isEmpty();
    assertThat(file).doesNotExist();
    assertThat(storage.open(used).readAllBytes()).asString().isEqualTo("used");
  }

  @Test
  void what_is_young_is_kept_since_it_may_yet_be_used() throws Exception {
    var fresh = stored("fresh");
    assertThat(sweep.sweep(NOW.minus(Duration.ofHours(24))).objects()).isZero();
    assertThat(storage.find(fresh)).isPresent();
  }

  @Test
  void what_comes_into_use_at_the_very_moment_stays() throws Exception {
    var blob = stored("in the balance");
    var sweeping =
        database
            .transactions()
            .execute(
                _ -> {
                  refer(
                      blob); // Not committed yet: the sweep cannot see it, but has to wait for it.
                  var running = CompletableFuture.supplyAsync(this::sweepLater);
                  await().until(() -> isSomebodyWaiting() || running.isDone());
                  assertThat(running).isNotDone();
                  return running;
                });
    assertThat(sweeping.get(60, TimeUnit.SECONDS).objects()).isZero();
    assertThat(storage.open(blob).readAllBytes()).asString().isEqualTo("in the balance");
  }

  private StorageSweep.Swept sweepLater() {
    try {
      return sweep.sweep(LATER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isSomebodyWaiting() {
    return jdbc.sql("select exists (select 1 from pg_locks where not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void every_reference_to_a_blob_forbids_its_deletion() {
    assertThat(new BlobReferences(jdbc).none())
        .contains("dataset r where r.blob_id", "submission r where r.blob_id", "upload r");
  }

  @Test
  void a_file_whose_row_went_in_a_crash_is_found_and_one_that_is_just_being_sealed_is_not()
      throws Exception {
    var orphan = disk.object("ab" + "0".repeat(38));
    var young = disk.object("cd" + "0".repeat(38));
    Files.createDirectories(orphan.getParent());
    Files.createDirectories(young.getParent());
    Files.writeString(orphan, "nobody's");
    Files.setLastModifiedTime(orphan, FileTime.from(NOW.minus(Duration.ofDays(3))));
    Files.writeString(young, "not in the table yet");
    assertThat(sweep.sweep(NOW.minus(Duration.ofDays(1))).leftovers()).isEqualTo(1);
    assertThat(orphan).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void what_was_put_long_ago_and_is_sealed_just_now_is_kept_until_its_row_can_be_seen()
      throws Exception {
    var key = storage.createUpload(100, Duration.ofHours(1)).objectKey();
    disk.put(key, new ByteArrayInputStream(new byte[3]), 100);
    var upload = folder.resolve("uploads").resolve(key);
    Files.setLastModifiedTime(upload, FileTime.from(NOW.minus(Duration.ofDays(3))));
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              try {
                storage.sealUpload(key, "predictions.zip", "application/zip");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              // As another process would, which does not see what is not committed.
              CompletableFuture.runAsync(this::sweepUntilYesterday).join();
            });
    assertThat(disk.object(key)).exists();
  }

  private void sweepUntilYesterday() {
    try {
      sweep.sweep(NOW.minus(Duration.ofDays(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_a_worker_put_and_never_reported_goes_after_a_while() throws Exception {
    var slot = storage.createUpload(100, Duration.ofHours(1));
    disk.put(slot.objectKey(), new ByteArrayInputStream(new byte[3]), 100);
    assertThat(sweep.sweep(LATER).leftovers()).isZero();
    assertThat(sweep.sweep(NOW.plus(Duration.ofDays(8))).leftovers()).isEqualTo(1);
  }
}

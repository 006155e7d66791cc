package dev.assay.server.uploads;

import static dev.assay.server.testing.Patience.await;
import static dev.assay.server.uploads.UploadBed.bytes;
import static dev.assay.server.uploads.UploadBed.from;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Sha256;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.TestBundle;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that come in pieces, over connections that break, into sites that die. */
class UploadIT {
  private static UploadBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = UploadBed.start();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void a_file_in_pieces_is_stored_as_it_was_and_hashed_on_the_way() throws Exception {
    var file = bytes(1_000_000, 1);
    var upload = bed.ann.bundle(file.length);
    assertThat(bed.ann.offset(upload)).isZero();
    assertThat(bed.ann.piece(upload, 0, Arrays.copyOf(file, 400_000)).statusCode()).isEqualTo(204);
    var last = bed.ann.piece(upload, 400_000, from(file, 400_000));
    assertThat(last.headers().firstValue("Upload-Offset")).contains("1000000");
    assertThat(bed.stored(upload)).isEqualTo(file);
    assertThat(bed.ann.show(upload).path("sha256").asString()).isEqualTo(Sha256.hex(file));
    assertThat(bed.ann.offset(upload)).isEqualTo(file.length);
  }

  @Test
  void an_upload_cut_at_any_point_goes_on_behind_the_last_byte_that_came() throws Exception {
    var random = new Random(42);
    var file = bytes(3_000_000, 2);
    var upload = bed.ann.bundle(file.length);
    long offset = 0;
    for (var cut = 0; cut < 12; cut++) {
      var sent = random.nextInt((int) (file.length - offset) / 4);
      bed.ann.brokenPiece(upload, offset, from(file, offset), sent);
      var before = offset;
      offset = bed.ann.offset(upload);
      assertThat(offset).isGreaterThanOrEqualTo(before);
    }
    bed.ann.finish(upload, file);
    assertThat(bed.stored(upload)).isEqualTo(file);
    assertThat(bed.ann.show(upload).path("sha256").asString()).isEqualTo(Sha256.hex(file));
  }

  @Test
  void what_is_on_record_survives_a_cut_and_the_record_follows_what_comes() throws Exception {
    var file = bytes(30_000_000, 3);
    var upload = bed.ann.bundle(file.length);
    long recorded = 0;
    try (var socket = bed.ann.openPiece(upload, 0, file.length)) {
      for (var sent = 0; recorded == 0; sent += 100_000) {
        socket.getOutputStream().write(file, sent, 100_000);
        recorded = bed.ann.show(upload).path("received").asLong();
      }
    }
    assertThat(bed.ann.offset(upload)).isGreaterThanOrEqualTo(recorded);
    bed.ann.finish(upload, file);
    assertThat(bed.stored(upload)).isEqualTo(file);
  }

  @Test
  void who_asks_where_to_go_on_stops_the_connection_before() throws Exception {
    var file = bytes(500_000, 4);
    var upload = bed.ann.bundle(file.length);
    try (var old = bed.ann.openPiece(upload, 0, file.length)) {
      old.getOutputStream().write(file, 0, 100_000);
      await()
          .until(
              () ->
                  !bed.jdbc()
                      .sql("select writer from upload where id = :id::uuid")
                      .param("id", TusClient.id(upload))
                      .query(String.class)
                      .single()
                      .isEmpty());
      var offset = bed.ann.offset(upload);
      old.getOutputStream().write(new byte[400_000]); // The dead connection wakes up, too late.
      assertThat(bed.ann.piece(upload, offset, from(file, offset)).statusCode()).isEqualTo(204);
    }
    assertThat(bed.stored(upload)).isEqualTo(file);
  }

  @Test
  void another_instance_of_the_site_goes_on_where_the_first_was() throws Exception {
    var file = bytes(1_200_000, 5);
    var upload = bed.ann.bundle(file.length);
    bed.ann.piece(upload, 0, Arrays.copyOf(file, 700_000));
    try (var other = bed.site.another()) {
      var there = bed.ann.at(other);
      assertThat(there.offset(upload)).isEqualTo(700_000);
      assertThat(
              there.piece(upload, 700_000, Arrays.copyOfRange(file, 700_000, 900_000)).statusCode())
          .isEqualTo(204);
      assertThat(bed.ann.offset(upload)).isEqualTo(900_000);
      assertThat(bed.ann.piece(upload, 900_000, from(file, 900_000)).statusCode()).isEqualTo(204);
    }
    assertThat(bed.stored(upload)).isEqualTo(file);
    assertThat(bed.ann.show(upload).path("sha256").asString()).isEqualTo(Sha256.hex(file));
  }

  @Test
  void an_instance_that_still_receives_keeps_the_other_waiting() throws Exception {
    var upload = bed.ann.bundle(100_000);
    try (var other = bed.site.another();
        var old = bed.ann.openPiece(upload, 0, 100_000)) {
      old.getOutputStream().write(new byte[1000]);
      var there = bed.ann.at(other);
      await().until(() -> there.head(upload).statusCode() == 423);
      old.close();
      await().until(() -> there.head(upload).statusCode() == 200);
    }
  }

  @Test
  void an_upload_whose_site_died_between_the_last_byte_and_the_seal_is_sealed_later()
      throws Exception {
    var file = TestBundle.small().zip();
    var upload = bed.ann.bundle(file.length);
    bed.ann.piece(upload, 0, file);
    // As if the site had died just before it noted the object, and just before it moved it.
    bed.jdbc()
        .sql("update upload set blob_id = null where id = :id::uuid")
        .param("id", TusClient.id(upload))
        .update();
    var answer = bed.ann.form("/api/v1/competitions/upload", "upload=" + TusClient.id(upload));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(bed.stored(upload)).isEqualTo(file);
  }

  @Test
  void a_stored_file_is_handed_out_in_parts_and_interpreted_by_no_browser() throws Exception {
    var file = bytes(100_000, 9);
    var upload = bed.ann.bundle(file.length);
    bed.ann.piece(upload, 0, file);
    var link = bed.site.bean(Storage.class).downloadLink(bed.blob(upload), Duration.ofMinutes(1));
    var part =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(bed.site.url().resolve(link))
                    .header("Range", "bytes=99000-")
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(from(file, 99_000));
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 99000-99999/100000");
    assertThat(part.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    assertThat(part.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static void close(long phase) {
    bed.jdbc()
        .sql("update phase set ends_at = clock_timestamp() where id = :id")
        .param("id", phase)
        .update();
  }
}

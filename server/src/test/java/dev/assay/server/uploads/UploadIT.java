package dev.assay.server.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files that come in pieces, over connections that break, into sites that die. */
class UploadIT {
  private static final String PASSWORD = "correct horse battery";
  private static final int LIMIT = 40_000_000;

  private static TestSite site;
  private static TusClient ann;
  private static TusClient eve;

  @BeforeAll
  static void start() throws Exception {
    site =
        TestSite.start(
            "assay.roles=site",
            "assay.imports.max-bundle-size=" + LIMIT + "B",
            "assay.submissions.max-bytes=10000",
            "assay.uploads.checkpoint=50ms");
    Browser.signedUp(site, "ann");
    Browser.signedUp(site, "eve");
    ann = TusClient.as(site, "ann", PASSWORD);
    eve = TusClient.as(site, "eve", PASSWORD);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static byte[] bytes(int size, long seed) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] from(byte[] bytes, long offset) {
    return Arrays.copyOfRange(bytes, (int) offset, bytes.length);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  private static BlobId blob(String upload) {
    return new BlobId(
        jdbc()
            .sql("select blob_id from upload where id = :id::uuid")
            .param("id", TusClient.id(upload))
            .query(Long.class)
            .single());
  }

  private static byte[] stored(String upload) throws Exception {
    try (var content = site.bean(Storage.class).open(blob(upload))) {
      return content.readAllBytes();
    }
  }

  @Test
  void a_file_in_pieces_is_stored_as_it_was_and_hashed_on_the_way() throws Exception {
    var file = bytes(1_000_000, 1);
    var upload = ann.bundle(file.length);
    assertThat(ann.offset(upload)).isZero();
    assertThat(ann.piece(upload, 0, Arrays.copyOf(file, 400_000)).statusCode()).isEqualTo(204);
    var last = ann.piece(upload, 400_000, from(file, 400_000));
    assertThat(last.headers().firstValue("Upload-Offset")).contains("1000000");
    assertThat(stored(upload)).isEqualTo(file);
    assertThat(ann.show(upload).path("sha256").asString()).isEqualTo(sha256(file));
    assertThat(ann.offset(upload)).isEqualTo(file.length);
  }

  @Test
  void an_upload_cut_at_any_point_goes_on_behind_the_last_byte_that_came() throws Exception {
    var random = new Random(42);
    var file = bytes(3_000_000, 2);
    var upload = ann.bundle(file.length);
    long offset = 0;
    for (var cut = 0; cut < 12; cut++) {
      var sent = random.nextInt((int) (file.length - offset) / 4);
      ann.brokenPiece(upload, offset, from(file, offset), sent);
      var before = offset;
      offset = ann.offset(upload);
      assertThat(offset).isGreaterThanOrEqualTo(before);
    }
    ann.finish(upload, file);
    assertThat(stored(upload)).isEqualTo(file);
    assertThat(ann.show(upload).path("sha256").asString()).isEqualTo(sha256(file));
  }

  @Test
  void what_is_on_record_survives_a_cut_and_the_record_follows_what_comes() throws Exception {
    var file = bytes(30_000_000, 3);
    var upload = ann.bundle(file.length);
    long recorded = 0;
    try (var socket = ann.openPiece(upload, 0, file.length)) {
      for (var sent = 0; recorded == 0; sent += 100_000) {
        socket.getOutputStream().write(file, sent, 100_000);
        recorded = ann.show(upload).path("received").asLong();
      }
    }
    assertThat(ann.offset(upload)).isGreaterThanOrEqualTo(recorded);
    ann.finish(upload, file);
    assertThat(stored(upload)).isEqualTo(file);
  }

  @Test
  void who_asks_where_to_go_on_stops_the_connection_before() throws Exception {
    var file = bytes(500_000, 4);
    var upload = ann.bundle(file.length);
    try (var old = ann.openPiece(upload, 0, file.length)) {
      old.getOutputStream().write(file, 0, 100_000);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  !jdbc()
                      .sql("select writer from upload where id = :id::uuid")
                      .param("id", TusClient.id(upload))
                      .query(String.class)
                      .single()
                      .isEmpty());
      var offset = ann.offset(upload);
      old.getOutputStream().write(new byte[400_000]); // The dead connection wakes up, too late.
      assertThat(ann.piece(upload, offset, from(file, offset)).statusCode()).isEqualTo(204);
    }
    assertThat(stored(upload)).isEqualTo(file);
  }

  @Test
  void another_instance_of_the_site_goes_on_where_the_first_was() throws Exception {
    var file = bytes(1_200_000, 5);
    var upload = ann.bundle(file.length);
    ann.piece(upload, 0, Arrays.copyOf(file, 700_000));
    try (var other = site.another()) {
      var there = ann.at(other);
      assertThat(there.offset(upload)).isEqualTo(700_000);
      assertThat(
              there.piece(upload, 700_000, Arrays.copyOfRange(file, 700_000, 900_000)).statusCode())
          .isEqualTo(204);
      assertThat(ann.offset(upload)).isEqualTo(900_000);
      assertThat(ann.piece(upload, 900_000, from(file, 900_000)).statusCode()).isEqualTo(204);
    }
    assertThat(stored(upload)).isEqualTo(file);
    assertThat(ann.show(upload).path("sha256").asString()).isEqualTo(sha256(file));
  }

  @Test
  void an_instance_that_still_receives_keeps_the_other_waiting() throws Exception {
    var upload = ann.bundle(100_000);
    try (var other = site.another();
        var old = ann.openPiece(upload, 0, 100_000)) {
      old.getOutputStream().write(new byte[1000]);
      var there = ann.at(other);
      await().atMost(Duration.ofSeconds(10)).until(() -> there.head(upload).statusCode() == 423);
      old.close();
      await().atMost(Duration.ofSeconds(10)).until(() -> there.head(upload).statusCode() == 200);
    }
  }

  @Test
  void an_upload_whose_site_died_between_the_last_byte_and_the_seal_is_sealed_later()
      throws Exception {
    var file = TestBundle.small().zip();
    var upload = ann.bundle(file.length);
    ann.piece(upload, 0, file);
    // As if the site had died just before it noted the object, and just before it moved it.
    jdbc()
        .sql("update upload set blob_id = null where id = :id::uuid")
        .param("id", TusClient.id(upload))
        .update();
    var answer = ann.form("/api/v1/competitions/upload", "upload=" + TusClient.id(upload));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(stored(upload)).isEqualTo(file);
  }

  @Test
  void a_stored_file_is_handed_out_in_parts_and_interpreted_by_no_browser() throws Exception {
    var file = bytes(100_000, 9);
    var upload = ann.bundle(file.length);
    ann.piece(upload, 0, file);
    var link = site.bean(Storage.class).downloadLink(blob(upload), Duration.ofMinutes(1));
    var part =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(site.url().resolve(link))
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

  @Test
  void a_piece_that_begins_elsewhere_is_refused_and_told_where_to_begin() throws Exception {
    var upload = ann.bundle(1000);
    ann.piece(upload, 0, new byte[300]);
    var answer = ann.piece(upload, 500, new byte[500]);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Upload-Offset")).contains("300");
    assertThat(ann.offset(upload)).isEqualTo(300);
  }

  @Test
  void more_than_was_announced_is_refused_before_it_is_read() throws Exception {
    var upload = ann.bundle(1000);
    assertThat(ann.piece(upload, 0, new byte[1001]).statusCode()).isEqualTo(413);
    assertThat(ann.offset(upload)).isZero();
  }

  @Test
  void a_piece_that_is_not_what_its_checksum_says_leaves_nothing() throws Exception {
    var file = bytes(2000, 6);
    var upload = ann.bundle(file.length);
    ann.piece(upload, 0, Arrays.copyOf(file, 500));
    var wrong = ann.piece(upload, 500, from(file, 500), "Upload-Checksum", checksum(file));
    assertThat(wrong.statusCode()).isEqualTo(460);
    assertThat(ann.offset(upload)).isEqualTo(500);
    var right =
        ann.piece(upload, 500, from(file, 500), "Upload-Checksum", checksum(from(file, 500)));
    assertThat(right.statusCode()).isEqualTo(204);
    assertThat(ann.show(upload).path("sha256").asString()).isEqualTo(sha256(file));
  }

  private static String checksum(byte[] bytes) throws Exception {
    return "sha256 "
        + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void somebody_elses_upload_does_not_exist() throws Exception {
    var upload = ann.bundle(1000);
    assertThat(eve.head(upload).statusCode()).isEqualTo(404);
    assertThat(eve.piece(upload, 0, new byte[10]).statusCode()).isEqualTo(404);
    assertThat(eve.end(upload).statusCode()).isEqualTo(404);
    assertThat(ann.offset(upload)).isZero();
    ann.piece(upload, 0, new byte[1000]);
    assertThat(
            eve.form("/api/v1/competitions/upload", "upload=" + TusClient.id(upload)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_file_over_the_limit_is_refused_before_its_first_byte() throws Exception {
    var answer = ann.begin(LIMIT + 1, Map.of("purpose", "bundle"));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("40 MB");
  }

  @Test
  void what_is_for_nothing_known_or_has_no_length_is_refused() throws Exception {
    assertThat(ann.begin(10, Map.of("purpose", "mischief")).body())
        .contains("bundle", "submission");
    assertThat(ann.begin(0, Map.of("purpose", "bundle")).statusCode()).isEqualTo(400);
  }

  @Test
  void a_data_set_comes_in_pieces_and_is_made_once() throws Exception {
    var bytes = TestBundle.program();
    var begun = ann.begin(bytes.length, Map.of("purpose", "dataset", "filename", "scorer.zip"));
    var upload = begun.headers().firstValue("Location").orElseThrow();
    ann.piece(upload, 0, Arrays.copyOf(bytes, 100));
    var form = "type=scoring_program&name=Scorer&upload=" + TusClient.id(upload);
    assertThat(ann.form("/api/v1/datasets", form).statusCode()).isEqualTo(422);
    ann.piece(upload, 100, Arrays.copyOfRange(bytes, 100, bytes.length));
    assertThat(ann.form("/api/v1/datasets", form.replace("scoring_program", "x")).statusCode())
        .isEqualTo(422);
    var first = ann.form("/api/v1/datasets", form);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(ann.form("/api/v1/datasets", form).body()).isEqualTo(first.body());
    assertThat(eve.form("/api/v1/datasets", form).statusCode()).isEqualTo(422);
  }

  @Test
  void an_upload_that_was_ended_is_gone() throws Exception {
    var upload = ann.bundle(1000);
    ann.piece(upload, 0, new byte[10]);
    assertThat(ann.end(upload).statusCode()).isEqualTo(204);
    assertThat(ann.head(upload).statusCode()).isEqualTo(404);
  }

  @Test
  void an_upload_that_rests_too_long_is_forgotten_and_a_fresh_one_is_not() throws Exception {
    var old = ann.bundle(1000);
    var fresh = ann.bundle(1000);
    jdbc()
        .sql("update upload set touched_at = now() - interval '4 days' where id = :id::uuid")
        .param("id", TusClient.id(old))
        .update();
    assertThat(ann.head(old).statusCode()).isEqualTo(404);
    site.bean(StoredUploads.class).sweep();
    assertThat(ann.piece(old, 0, new byte[1000]).statusCode()).isEqualTo(404);
    assertThat(ann.piece(fresh, 0, new byte[1000]).statusCode()).isEqualTo(204);
  }

  @Test
  void a_bundle_is_imported_once_however_often_that_is_asked() throws Exception {
    var file = TestBundle.small().zip();
    var upload = ann.bundle(file.length);
    ann.piece(upload, 0, file);
    var form = "upload=" + TusClient.id(upload);
    var first = ann.form("/api/v1/competitions/upload", form);
    var second = ann.form("/api/v1/competitions/upload", form);
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void an_upload_that_is_not_whole_is_used_for_nothing() throws Exception {
    var upload = ann.bundle(1000);
    ann.piece(upload, 0, new byte[999]);
    assertThat(
            ann.form("/api/v1/competitions/upload", "upload=" + TusClient.id(upload)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_submission_is_received_when_its_last_byte_was_and_made_once() throws Exception {
    var phase = openPhase("max_submissions: 1");
    var file = TestBundle.small().bytesOf("data.zip");
    var upload = submission(phase, file.length);
    ann.piece(upload, 0, file);
    var whole = ann.show(upload).path("receivedAt").asString();
    var path = "/api/v1/phases/" + phase + "/submissions";
    var first = ann.form(path, "upload=" + TusClient.id(upload));
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains(whole, sha256(file));
    assertThat(ann.form(path, "upload=" + TusClient.id(upload)).body()).isEqualTo(first.body());
  }

  @Test
  void who_may_not_submit_now_sends_no_byte() throws Exception {
    var phase = openPhase("end: 2026-02-01");
    join(eve, phase);
    var late = eve.begin(100, Map.of("purpose", "submission", "phase", "" + phase));
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.body()).contains("closed on 1 Feb 2026");
    assertThat(eve.begin(100, Map.of("purpose", "submission", "phase", "99999")).statusCode())
        .isEqualTo(404);
    var large = ann.begin(10_001, Map.of("purpose", "submission", "phase", "" + phase));
    assertThat(large.statusCode()).isEqualTo(413);
  }

  @Test
  void a_submission_whose_last_byte_came_in_time_is_taken_and_one_byte_later_it_is_late()
      throws Exception {
    var phase = openPhase("max_submissions: 0");
    join(eve, phase);
    var file = TestBundle.small().bytesOf("data.zip");
    var inTime = begin(eve, phase, file.length);
    var late = begin(eve, phase, file.length);
    eve.piece(inTime, 0, file);
    eve.piece(late, 0, Arrays.copyOf(file, file.length - 1));
    close(phase);
    eve.piece(late, file.length - 1, from(file, file.length - 1));
    var path = "/api/v1/phases/" + phase + "/submissions";
    assertThat(eve.form(path, "upload=" + TusClient.id(inTime)).statusCode()).isEqualTo(201);
    var refused = eve.form(path, "upload=" + TusClient.id(late));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("the last byte of your file came");
  }

  private static void close(long phase) {
    jdbc()
        .sql("update phase set ends_at = clock_timestamp() where id = :id")
        .param("id", phase)
        .update();
  }

  private static String submission(long phase, long size) throws Exception {
    return begin(ann, phase, size);
  }

  private static String begin(TusClient who, long phase, long size) throws Exception {
    HttpResponse<String> begun =
        who.begin(
            size, Map.of("purpose", "submission", "phase", "" + phase, "filename", "mine.zip"));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    return begun.headers().firstValue("Location").orElseThrow();
  }

  /** The only phase of a published competition of ann's that lets everybody in. */
  private static long openPhase(String phaseSettings) throws Exception {
    var bundle =
        TestBundle.small()
            .replacing("docker_image:", "registration_auto_approve: true\ndocker_image:")
            .replacing("start: 2026-01-01", "start: 2026-01-01\n    " + phaseSettings);
    var path = new ImportedForTests(site, "ann").competition(bundle);
    var id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    jdbc()
        .sql("update competition set is_published = true where id = :id")
        .param("id", id)
        .update();
    return jdbc()
        .sql("select id from phase where competition_id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private static void join(TusClient who, long phase) throws Exception {
    var competition =
        jdbc()
            .sql("select competition_id from phase where id = :id")
            .param("id", phase)
            .query(Long.class)
            .single();
    who.json("/api/v1/competitions/" + competition + "/join", "{\"acceptTerms\":true}");
  }
}

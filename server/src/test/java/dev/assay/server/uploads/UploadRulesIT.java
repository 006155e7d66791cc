package dev.assay.server.uploads;

import static dev.assay.server.uploads.UploadBed.bytes;
import static dev.assay.server.uploads.UploadBed.from;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Sha256;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.TestBundle;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which pieces and files are taken, from whom, and what becomes of them. */
class UploadRulesIT {
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
  void a_piece_that_begins_elsewhere_is_refused_and_told_where_to_begin() throws Exception {
    var upload = bed.ann.bundle(1000);
    bed.ann.piece(upload, 0, new byte[300]);
    var answer = bed.ann.piece(upload, 500, new byte[500]);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Upload-Offset")).contains("300");
    assertThat(bed.ann.offset(upload)).isEqualTo(300);
  }

  @Test
  void more_than_was_announced_is_refused_before_it_is_read() throws Exception {
    var upload = bed.ann.bundle(1000);
    assertThat(bed.ann.piece(upload, 0, new byte[1001]).statusCode()).isEqualTo(413);
    assertThat(bed.ann.offset(upload)).isZero();
  }

  @Test
  void a_piece_that_is_not_what_its_checksum_says_leaves_nothing() throws Exception {
    var file = bytes(2000, 6);
    var upload = bed.ann.bundle(file.length);
    bed.ann.piece(upload, 0, Arrays.copyOf(file, 500));
    var wrong = bed.ann.piece(upload, 500, from(file, 500), "Upload-Checksum", checksum(file));
    assertThat(wrong.statusCode()).isEqualTo(460);
    assertThat(bed.ann.offset(upload)).isEqualTo(500);
    var right =
        bed.ann.piece(upload, 500, from(file, 500), "Upload-Checksum", checksum(from(file, 500)));
    assertThat(right.statusCode()).isEqualTo(204);
    assertThat(bed.ann.show(upload).path("sha256").asString()).isEqualTo(Sha256.hex(file));
  }

  private static String checksum(byte[] bytes) throws Exception {
    return "sha256 "
        + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void somebody_elses_upload_does_not_exist() throws Exception {
    var upload = bed.ann.bundle(1000);
    assertThat(bed.eve.head(upload).statusCode()).isEqualTo(404);
    assertThat(bed.eve.piece(upload, 0, new byte[10]).statusCode()).isEqualTo(404);
    assertThat(bed.eve.end(upload).statusCode()).isEqualTo(404);
    assertThat(bed.ann.offset(upload)).isZero();
    bed.ann.piece(upload, 0, new byte[1000]);
    assertThat(
            bed.eve
                .form("/api/v1/competitions/upload", "upload=" + TusClient.id(upload))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_file_over_the_limit_is_refused_before_its_first_byte() throws Exception {
    var answer = bed.ann.begin(UploadBed.LIMIT + 1, Map.of("purpose", "bundle"));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("40 MB");
  }

  @Test
  void what_is_for_nothing_known_or_has_no_length_is_refused() throws Exception {
    assertThat(bed.ann.begin(10, Map.of("purpose", "mischief")).body())
        .contains("bundle", "submission");
    assertThat(bed.ann.begin(0, Map.of("purpose", "bundle")).statusCode()).isEqualTo(400);
  }

  @Test
  void a_data_set_comes_in_pieces_and_is_made_once() throws Exception {
    var bytes = TestBundle.program();
    var begun = bed.ann.begin(bytes.length, Map.of("purpose", "dataset", "filename", "scorer.zip"));
    var upload = begun.headers().firstValue("Location").orElseThrow();
    bed.ann.piece(upload, 0, Arrays.copyOf(bytes, 100));
    var form = "type=scoring_program&name=Scorer&upload=" + TusClient.id(upload);
    assertThat(bed.ann.form("/api/v1/datasets", form).statusCode()).isEqualTo(422);
    bed.ann.piece(upload, 100, Arrays.copyOfRange(bytes, 100, bytes.length));
    assertThat(bed.ann.form("/api/v1/datasets", form.replace("scoring_program", "x")).statusCode())
        .isEqualTo(422);
    var first = bed.ann.form("/api/v1/datasets", form);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(bed.ann.form("/api/v1/datasets", form).body()).isEqualTo(first.body());
    assertThat(bed.eve.form("/api/v1/datasets", form).statusCode()).isEqualTo(422);
  }

  @Test
  void an_upload_that_was_ended_is_gone() throws Exception {
    var upload = bed.ann.bundle(1000);
    bed.ann.piece(upload, 0, new byte[10]);
    assertThat(bed.ann.end(upload).statusCode()).isEqualTo(204);
    assertThat(bed.ann.head(upload).statusCode()).isEqualTo(404);
  }

  @Test
  void an_upload_that_rests_too_long_is_forgotten_and_a_fresh_one_is_not() throws Exception {
    var old = bed.ann.bundle(1000);
    var fresh = bed.ann.bundle(1000);
    bed.jdbc()
        .sql("update upload set touched_at = now() - interval '4 days' where id = :id::uuid")
        .param("id", TusClient.id(old))
        .update();
    assertThat(bed.ann.head(old).statusCode()).isEqualTo(404);
    bed.site.bean(StoredUploads.class).sweep();
    assertThat(bed.ann.piece(old, 0, new byte[1000]).statusCode()).isEqualTo(404);
    assertThat(bed.ann.piece(fresh, 0, new byte[1000]).statusCode()).isEqualTo(204);
  }

  @Test
  void a_bundle_is_imported_once_however_often_that_is_asked() throws Exception {
    var file = TestBundle.small().zip();
    var upload = bed.ann.bundle(file.length);
    bed.ann.piece(upload, 0, file);
    var form = "upload=" + TusClient.id(upload);
    var first = bed.ann.form("/api/v1/competitions/upload", form);
    var second = bed.ann.form("/api/v1/competitions/upload", form);
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void an_upload_that_is_not_whole_is_used_for_nothing() throws Exception {
    var upload = bed.ann.bundle(1000);
    bed.ann.piece(upload, 0, new byte[999]);
    assertThat(
            bed.ann
                .form("/api/v1/competitions/upload", "upload=" + TusClient.id(upload))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_submission_is_received_when_its_last_byte_was_and_made_once() throws Exception {
    var phase = openPhase("max_submissions: 1");
    var file = TestBundle.small().bytesOf("data.zip");
    var upload = submission(phase, file.length);
    bed.ann.piece(upload, 0, file);
    var whole = bed.ann.show(upload).path("receivedAt").asString();
    var path = "/api/v1/phases/" + phase + "/submissions";
    var first = bed.ann.form(path, "upload=" + TusClient.id(upload));
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains(whole, Sha256.hex(file));
    assertThat(bed.ann.form(path, "upload=" + TusClient.id(upload)).body()).isEqualTo(first.body());
  }

  @Test
  void who_may_not_submit_now_sends_no_byte() throws Exception {
    var phase = openPhase("end: 2026-02-01");
    join(bed.eve, phase);
    var late = bed.eve.begin(100, Map.of("purpose", "submission", "phase", "" + phase));
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.body()).contains("closed on 1 Feb 2026");
    assertThat(bed.eve.begin(100, Map.of("purpose", "submission", "phase", "99999")).statusCode())
        .isEqualTo(404);
    var large = bed.ann.begin(10_001, Map.of("purpose", "submission", "phase", "" + phase));
    assertThat(large.statusCode()).isEqualTo(413);
  }

  @Test
  void a_submission_whose_last_byte_came_in_time_is_taken_and_one_byte_later_it_is_late()
      throws Exception {
    var phase = openPhase("max_submissions: 0");
    join(bed.eve, phase);
    var file = TestBundle.small().bytesOf("data.zip");
    var inTime = begin(bed.eve, phase, file.length);
    var late = begin(bed.eve, phase, file.length);
    bed.eve.piece(inTime, 0, file);
    bed.eve.piece(late, 0, Arrays.copyOf(file, file.length - 1));
    close(phase);
    bed.eve.piece(late, file.length - 1, from(file, file.length - 1));
    var path = "/api/v1/phases/" + phase + "/submissions";
    assertThat(bed.eve.form(path, "upload=" + TusClient.id(inTime)).statusCode()).isEqualTo(201);
    var refused = bed.eve.form(path, "upload=" + TusClient.id(late));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("closed on", "The last byte of your file came");
  }

  @Test
  void who_was_given_more_time_or_submissions_may_send_in_pieces_too() throws Exception {
    var phase = openPhase("end: 2026-02-01\n    max_submissions: 1");
    join(bed.eve, phase);
    var file = TestBundle.small().bytesOf("data.zip");
    var granted =
        bed.ann.json(
            "/api/v1/phases/" + phase + "/extensions",
            """
            {"participant": "eve", "endsAt": "2126-01-01T00:00:00Z", "moreInAll": 1, "reason": "ill"}""");
    assertThat(granted.statusCode()).as(granted.body()).isLessThan(300);
    var path = "/api/v1/phases/" + phase + "/submissions";
    for (var number = 0; number < 2; number++) {
      var upload = begin(bed.eve, phase, file.length);
      bed.eve.piece(upload, 0, file);
      var receipt = bed.eve.form(path, "upload=" + TusClient.id(upload));
      assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    }

    var third = bed.eve.begin(100, Map.of("purpose", "submission", "phase", "" + phase));
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.body()).contains("all 2 submissions");
  }

  private static void close(long phase) {
    bed.jdbc()
        .sql("update phase set ends_at = clock_timestamp() where id = :id")
        .param("id", phase)
        .update();
  }

  private static String submission(long phase, long size) throws Exception {
    return begin(bed.ann, phase, size);
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
        TestBundle.open().replacing("start: 2026-01-01", "start: 2026-01-01\n    " + phaseSettings);
    var path = new ImportedForTests(bed.site, "ann").competition(bundle);
    var id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    bed.jdbc()
        .sql("update competition set is_published = true where id = :id")
        .param("id", id)
        .update();
    return bed.jdbc()
        .sql("select id from phase where competition_id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private static void join(TusClient who, long phase) throws Exception {
    var competition =
        bed.jdbc()
            .sql("select competition_id from phase where id = :id")
            .param("id", phase)
            .query(Long.class)
            .single();
    who.json("/api/v1/competitions/" + competition + "/join", "{\"acceptTerms\":true}");
  }
}

package dev.assay.server.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class IntakeIT {
  private static TestSite site;
  private static Browser owner;
  private static ImportedForTests imported;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.roles=site", "assay.submissions.max-bytes=10000");
    owner = Browser.signedUp(site, "owner");
    imported = new ImportedForTests(site, "owner");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** A published competition that lets everybody in, with more settings of its phase. */
  private static String open(String phaseSettings) throws Exception {
    var bundle =
        TestBundle.open().replacing("start: 2026-01-01", "start: 2026-01-01\n    " + phaseSettings);
    var path = imported.competition(bundle);
    owner.publish(path);
    return path;
  }

  private static Browser participant(String name, String competition) throws Exception {
    var participant = Browser.signedUp(site, name);
    participant.join(competition);
    return participant;
  }

  private static HttpResponse<String> submit(Browser who, String competition, byte[] file)
      throws Exception {
    return who.upload("/account", competition + "/submit", "mine.zip", file);
  }

  private static byte[] zip() {
    return TestBundle.small().bytesOf("data.zip");
  }

  private static long submissions() {
    return site.bean(JdbcClient.class)
        .sql("select count(*) from submission")
        .query(Long.class)
        .single();
  }

  @Test
  void two_uploads_at_once_cannot_both_take_the_last_slot() throws Exception {
    var competition = open("max_submissions: 1");
    var participant = participant("racer", competition);
    var before = submissions();
    Callable<HttpResponse<String>> upload = () -> submit(participant, competition, zip());
    try (var threads = Executors.newFixedThreadPool(2)) {
      var answers = threads.invokeAll(List.of(upload, upload));
      var statuses = List.of(answers.get(0).get().statusCode(), answers.get(1).get().statusCode());
      assertThat(statuses).containsExactlyInAnyOrder(200, 429);
    }
    assertThat(submissions() - before).isEqualTo(1);
  }

  @Test
  void a_file_that_is_no_zip_is_refused_and_nothing_is_made() throws Exception {
    var competition = open("max_submissions: 0");
    var before = submissions();
    var answer =
        submit(
            participant("typist", competition),
            competition,
            "not a zip".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).select(".finding").text())
        .contains("Not a readable zip", "mine.zip ARC-01")
        .doesNotContain("Place");
    assertThat(submissions()).isEqualTo(before);
  }

  @Test
  void a_file_over_the_size_limit_is_refused_by_naming_the_limit() throws Exception {
    var competition = open("max_submissions: 0");
    var before = submissions();
    var answer = submit(participant("hoarder", competition), competition, new byte[20_000]);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Jsoup.parse(answer.body()).text()).contains("10 kB");
    assertThat(submissions()).isEqualTo(before);
  }

  @Test
  void a_phase_that_is_over_takes_nothing_and_says_since_when() throws Exception {
    var competition = open("end: 2026-02-01");
    var answer = submit(participant("late", competition), competition, zip());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Jsoup.parse(answer.body()).text()).contains("closed on 1 Feb 2026");
  }
}

package dev.assay.server.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A whole site with a worker in hand, an organiser, and people who submit. */
final class SubmissionsBed implements AutoCloseable {
  final TestSite site;
  final Browser owner;
  final Script owners;
  final HandWorker worker;
  private final ImportedForTests imported;
  private int people;
  private int files;

  SubmissionsBed() throws Exception {
    site = TestSite.start();
    owner = Browser.signedUp(site, "owner");
    owners = Script.of(site, "owner");
    imported = new ImportedForTests(site, "owner");
    worker = new HandWorker(site, "lab-1");
  }

  /** The path of a published competition of the owner's. */
  String competition(TestBundle bundle) throws Exception {
    var path = imported.competition(bundle);
    owner.publish(path);
    return path;
  }

  /** One that lets everybody in, with more settings of its phase. */
  String competition(String phaseSettings) throws Exception {
    return competition(open(phaseSettings));
  }

  /** A bundle that lets everybody in, with more settings of its phase. */
  static TestBundle open(String phaseSettings) {
    return TestBundle.open()
        .replacing("start: 2026-01-01", "start: 2026-01-01\n    " + phaseSettings);
  }

  /** A user name that nobody has. */
  String newName() {
    return "person" + people++;
  }

  /** Somebody new who takes part. */
  Browser participant(String competition) throws Exception {
    return participant(newName(), competition);
  }

  Browser participant(String name, String competition) throws Exception {
    var participant = Browser.signedUp(site, name);
    participant.join(competition);
    return participant;
  }

  /** A zip that is like no other. */
  byte[] zip() {
    return TestBundle.zipOf(Map.of("a.txt", ("" + files++).getBytes(StandardCharsets.UTF_8)));
  }

  HttpResponse<String> upload(Browser who, String competition) throws Exception {
    return who.upload("/account", competition + "/submit", "mine.zip", zip());
  }

  /** The number of a submission that was taken. */
  long submit(Browser who, String competition) throws Exception {
    return Long.parseLong(upload(who, competition).uri().getPath().replaceAll(".*/", ""));
  }

  /**
   * The path of a submission that was taken with answers to the competition's questions.
   *
   * @param answers such as {@code answer.method=tree}
   */
  String answered(Browser who, String competition, String... answers) throws Exception {
    var form = competition + "/submit";
    var taken = who.uploadWith(form, form, "a.zip", zip(), answers);
    return taken.headers().firstValue("Location").orElseThrow().replaceAll(".*(/sub)", "$1");
  }

  /** The next run, which the worker has begun. */
  RunOrder claimed() throws Exception {
    var order = worker.claim().orElseThrow();
    var _ = worker.heartbeat(order, Step.PREDICT).orElseThrow();
    return order;
  }

  /** A submission as the API tells it to somebody. */
  static JsonNode state(Browser who, long submission) throws Exception {
    return Json.MAPPER.readTree(who.get("/api/v1/submissions/" + submission).body());
  }

  /** What the API answers to somebody whom it must not refuse. */
  static JsonNode post(Browser who, String path, String json) throws Exception {
    var response = who.postJson("/account", path, json);
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    return Json.MAPPER.readTree(response.body());
  }

  /** The only phase of a competition. */
  long phase(String competition) {
    return jdbc()
        .sql("select id from phase where competition_id = :id")
        .param("id", Long.parseLong(competition.replaceAll(".*/", "")))
        .query(Long.class)
        .single();
  }

  JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  @Override
  public void close() {
    site.close();
  }
}

package dev.assay.server.submissions;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What organisers and participants do with runs, on the whole site with a worker in hand. */
class RunControlIT {
  private static TestSite site;
  private static Browser owner;
  private static HandWorker worker;
  private static ImportedForTests imported;
  private static int people;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start();
    owner = Browser.signedUp(site, "owner");
    imported = new ImportedForTests(site, "owner");
    worker = new HandWorker(site, "lab-1");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** A published competition that lets everybody in. */
  private static String competition(String more, String phaseSettings) throws Exception {
    var bundle =
        TestBundle.small()
            .replacing("docker_image:", more + "registration_auto_approve: true\ndocker_image:")
            .replacing("start: 2026-01-01", "start: 2026-01-01\n    " + phaseSettings);
    var path = imported.competition(bundle);
    owner.post(path + "/organise", path + "/publish");
    return path;
  }

  private static Browser participant(String competition) throws Exception {
    var participant = Browser.signedUp(site, "person" + people++);
    participant.post(competition + "/join", competition + "/join", "terms=accepted");
    return participant;
  }

  private static HttpResponse<String> upload(Browser who, String competition) throws Exception {
    return who.upload(
        "/account",
        competition + "/submit",
        "mine.zip",
        TestBundle.small().with("id", "" + people++).zip());
  }

  private static long submit(Browser who, String competition) throws Exception {
    return Long.parseLong(upload(who, competition).uri().getPath().replaceAll(".*/", ""));
  }

  private static long phase(String competition) {
    return site.bean(JdbcClient.class)
        .sql("select id from phase where competition_id = :id")
        .param("id", Long.parseLong(competition.replaceAll(".*/", "")))
        .query(Long.class)
        .single();
  }

  private static JsonNode state(Browser who, long submission) throws Exception {
    return Json.MAPPER.readTree(who.get("/api/v1/submissions/" + submission).body());
  }

  private static RunOrder claimed() throws Exception {
    var order = worker.claim().orElseThrow();
    var _ = worker.heartbeat(order, Step.PREDICT).orElseThrow();
    return order;
  }

  private static Failure scorerFailed() {
    return new Failure(
        Cause.SCORING_PROGRAM_FAILED,
        Cause.SCORING_PROGRAM_FAILED.fault(),
        Step.SCORE,
        null,
        1,
        "The scoring program failed.",
        "Mend it.",
        List.of());
  }

  private static JsonNode post(Browser who, String path, String json) throws Exception {
    var response = who.postJson("/account", path, json);
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    return Json.MAPPER.readTree(response.body());
  }

  @Test
  void held_submissions_wait_for_the_organiser_who_starts_them() throws Exception {
    var competition = competition("auto_run_submissions: false\n", "");
    var ada = participant(competition);
    var submission = submit(ada, competition);

    assertThat(state(ada, submission).path("state").asString()).isEqualTo("submitted");
    assertThat(state(ada, submission).path("line").asString()).contains("waits for the organiser");
    assertThat(ada.post("/submissions/" + submission, "/submissions/" + submission + "/start"))
        .matches(response -> response.statusCode() == 403);
    var desk = owner.page(competition + "/organise/runs");
    assertThat(desk.text()).contains("Waiting for you to start them", "#" + submission);

    owner.post("/submissions/" + submission, "/submissions/" + submission + "/start");

    var order = claimed();
    assertThat(order.submissionNumber()).isEqualTo(submission);
    worker.scored(order, "1");
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("finished");
  }

  @Test
  void a_held_submission_can_be_cancelled_and_never_runs() throws Exception {
    var competition = competition("auto_run_submissions: false\n", "");
    var ada = participant(competition);
    var submission = submit(ada, competition);

    post(ada, "/api/v1/submissions/" + submission + "/cancel", "");

    assertThat(state(ada, submission).path("state").asString()).isEqualTo("cancelled");
    owner.post(competition + "/organise/runs", competition + "/start-held");
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void a_cancel_reaches_a_run_and_ends_with_the_workers_word() throws Exception {
    var competition = competition("", "");
    var ada = participant(competition);
    var submission = submit(ada, competition);
    var order = claimed();
    var stranger = participant(competition);

    assertThat(
            stranger
                .postJson("/account", "/api/v1/submissions/" + submission + "/cancel", "")
                .statusCode())
        .isEqualTo(404);
    post(ada, "/api/v1/submissions/" + submission + "/cancel", "");

    assertThat(state(ada, submission).path("line").asString()).contains("waiting for the worker");
    assertThat(worker.heartbeat(order, Step.PREDICT)).contains(true);
    worker.cancelled(order);
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void a_rescore_of_a_phase_shows_what_would_change_and_is_applied_in_one_step() throws Exception {
    var competition = competition("", "");
    var ada = participant(competition);
    var ben = participant(competition);
    submit(ada, competition);
    worker.scored(claimed(), "0.9");
    submit(ben, competition);
    worker.scored(claimed(), "0.5");

    var asked =
        post(
            owner,
            "/api/v1/phases/" + phase(competition) + "/reruns",
            "{\"kind\":\"rescore\",\"reason\":\"a wrong label\"}");
    for (var score : List.of("0.4", "0.6")) {
      var order = claimed();
      assertThat(order.kind()).isEqualTo(RunOrder.Kind.SCORE);
      worker.scored(order, score);
    }

    var page = owner.page(competition + "/reruns/" + asked.path("id").asLong());
    assertThat(page.text()).contains("Nothing has changed yet", "2 rows of the leaderboard");
    assertThat(page.expectFirst("tbody tr").text()).contains("0.60", "0.50");
    assertThat(owner.page(competition + "/leaderboard").expectFirst(".board tbody tr").text())
        .contains("0.90");
    assertThat(ada.get(competition + "/reruns/" + asked.path("id").asLong()).statusCode())
        .isEqualTo(404);

    owner.post(
        competition + "/reruns/" + asked.path("id").asLong(),
        competition + "/reruns/" + asked.path("id").asLong() + "/apply");

    assertThat(owner.page(competition + "/leaderboard").expectFirst(".board tbody tr").text())
        .contains("0.60");
  }

  @Test
  void chosen_submissions_run_again_from_the_list_and_the_board_has_no_gap() throws Exception {
    var competition = competition("", "");
    var ada = participant(competition);
    var submission = submit(ada, competition);
    worker.scored(claimed(), "0.5");

    var list = owner.page(competition + "/submissions?of=all");
    assertThat(list.select("input[name=submission]")).hasSize(1);
    owner.post(
        competition + "/submissions?of=all",
        competition + "/reruns",
        "kind=rerun",
        "submission=" + submission);
    var order = claimed();
    assertThat(order.kind()).isEqualTo(RunOrder.Kind.PREDICT_AND_SCORE);
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("finished");
    worker.scored(order, "0.7");

    assertThat(state(ada, submission).path("scores").path("score").asString()).isEqualTo("0.7");
    assertThat(owner.page(competition + "/leaderboard").text()).contains("0.70");
  }

  /** The file name of the scoring program that a re-run of the phase is handed. */
  private static String scorerOfRerun(String competition, boolean newest) throws Exception {
    post(
        owner,
        "/api/v1/phases/" + phase(competition) + "/reruns",
        "{\"kind\": \"rerun\", \"newest\": %s}".formatted(newest));
    var order = claimed();
    worker.scored(order, "0.5");
    return order.task().scoringProgram().fileName();
  }

  @Test
  void a_rerun_is_against_the_newest_version_of_its_task_or_against_the_one_before()
      throws Exception {
    var competition = competition("", "");
    submit(participant(competition), competition);
    worker.scored(claimed(), "0.5");
    var script = Script.of(site, "owner");
    var program =
        Script.body(
            script.upload(
                "/api/v1/datasets",
                Map.of("type", "scoring_program", "name", "Mended"),
                "mended.zip",
                TestBundle.program()));
    var task =
        site.bean(JdbcClient.class)
            .sql(
                """
                select t.key::text from task t join phase_task p on p.task_id = t.id
                 where p.phase_id = :phase""")
            .param("phase", phase(competition))
            .query(String.class)
            .single();
    var changed =
        script.json(
            "POST",
            "/api/v1/tasks/" + task + "/versions",
            Map.of("scoringProgram", program.path("key").asString()));
    assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);

    assertThat(scorerOfRerun(competition, false)).doesNotContain("mended");
    assertThat(scorerOfRerun(competition, true)).isEqualTo("mended.zip");
  }

  @Test
  void a_failure_of_the_organisers_does_not_count_and_a_later_rerun_does_not_charge_it()
      throws Exception {
    var competition = competition("", "max_submissions: 1");
    var ada = participant(competition);
    var failed = submit(ada, competition);
    worker.failed(claimed(), scorerFailed());
    assertThat(owner.page(competition + "/organise/runs").text())
        .contains("Failed by the competition's own fault", "#" + failed);

    var second = submit(ada, competition);
    worker.scored(claimed(), "0.5");
    assertThat(upload(ada, competition).body()).contains("all 1 submissions");

    post(
        owner,
        "/api/v1/phases/" + phase(competition) + "/reruns",
        "{\"submissions\":[%d]}".formatted(failed));
    worker.scored(claimed(), "0.6");
    await().until(() -> state(ada, failed).path("state").asString().equals("finished"));
    assertThat(counted(failed)).isFalse();
    assertThat(counted(second)).isTrue();
  }

  private static boolean counted(long submission) {
    return site.bean(JdbcClient.class)
        .sql("select counts_against_limits from submission where id = :id")
        .param("id", submission)
        .query(Boolean.class)
        .single();
  }

  @Test
  void scoring_that_fails_for_everybody_is_paused_and_says_so_until_resumed() throws Exception {
    var competition = competition("", "");
    for (int i = 0; i < 3; i++) {
      submit(participant(competition), competition);
      worker.failed(claimed(), scorerFailed());
    }
    var ada = participant(competition);
    var waiting = submit(ada, competition);

    assertThat(state(ada, waiting).path("line").asString())
        .contains("scoring of this phase is paused");
    assertThat(owner.page(competition).text()).contains("Scoring of the phase Open is paused");
    assertThat(owner.page("/").text()).contains("Scoring of the phase Open is paused");
    assertThat(ada.page("/").text()).doesNotContain("is paused");
    assertThat(ada.page(competition).text()).doesNotContain("is paused");
    assertThat(owner.page(competition + "/organise/runs").text())
        .contains("Scoring is paused", "The scoring program failed.", "1 evaluation");

    owner.post(
        competition + "/organise/runs", competition + "/phases/" + phase(competition) + "/resume");

    worker.scored(claimed(), "0.5");
    assertThat(state(ada, waiting).path("state").asString()).isEqualTo("finished");
  }

  @Test
  void one_person_gets_more_submissions_and_time_with_a_reason_on_record() throws Exception {
    var competition = competition("", "max_submissions: 1");
    var phase = phase(competition);
    var name = "person" + people;
    var ada = participant(competition);
    submit(ada, competition);
    worker.scored(claimed(), "0.5");
    assertThat(upload(ada, competition).body()).contains("all 1 submissions");
    var form = competition + "/organise/runs";
    var action = competition + "/phases/" + phase + "/extensions";

    assertThat(owner.post(form, action, "participant=" + name, "moreInAll=1", "reason=").body())
        .contains("Give a reason");
    assertThat(
            owner.post(form, action, "participant=nobody-here", "moreInAll=1", "reason=x").body())
        .contains("Nobody here is called nobody-here");
    owner.post(form, action, "participant=" + name, "moreInAll=1", "reason=The site was down");

    assertThat(owner.page(form).text()).contains("1 more in all", "The site was down");
    submit(ada, competition);
    worker.scored(claimed(), "0.5");
    assertThat(upload(ada, competition).body()).contains("all 2 submissions");
    assertThat(ada.get(form).statusCode()).isEqualTo(403);
  }

  @Test
  void a_deadline_is_extended_for_one_person_or_for_everybody() throws Exception {
    var competition = competition("", "end: 2026-01-02");
    var phase = phase(competition);
    var name = "person" + people;
    var ada = participant(competition);
    var ben = participant(competition);
    assertThat(upload(ada, competition).statusCode()).isEqualTo(403);

    post(
        owner,
        "/api/v1/phases/" + phase + "/extensions",
        "{\"participant\":\"%s\",\"endsAt\":\"2126-01-01T00:00:00Z\",\"reason\":\"ill\"}"
            .formatted(name));

    var submission = submit(ada, competition);
    assertThat(ada.page("/submissions/" + submission).text()).doesNotContain("after the deadline");
    worker.scored(claimed(), "0.5");
    assertThat(upload(ben, competition).statusCode()).isEqualTo(403);

    post(
        owner,
        "/api/v1/phases/" + phase + "/extensions",
        "{\"endsAt\":\"2126-01-01T00:00:00Z\",\"reason\":\"the data came late\"}");

    submit(ben, competition);
    worker.scored(claimed(), "0.5");
  }

  @Test
  void what_waits_without_any_worker_says_so() throws Exception {
    var competition = competition("", "");
    var ada = participant(competition);
    site.bean(JdbcClient.class).sql("update worker set gone_at = now()").update();

    var submission = submit(ada, competition);

    assertThat(state(ada, submission).path("line").asString())
        .contains("no worker serves its queue");
    worker.scored(claimed(), "0.5");
  }
}

package dev.assay.server.submissions;

import static dev.assay.server.submissions.SubmissionsBed.post;
import static dev.assay.server.submissions.SubmissionsBed.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Step;
import dev.assay.server.testing.TestBundle;
import org.junit.jupiter.api.Test;

/** What organisers and participants do with runs: start, cancel, resume. */
class RunControlIT extends OnSubmissions {

  private static TestBundle heldBack() {
    return TestBundle.open()
        .replacing("docker_image:", "auto_run_submissions: false\ndocker_image:");
  }

  @Test
  void held_submissions_wait_for_the_organiser_who_starts_them() throws Exception {
    var competition = bed.competition(heldBack());
    var ada = bed.participant(competition);
    var submission = bed.submit(ada, competition);

    assertThat(state(ada, submission).path("state").asString()).isEqualTo("submitted");
    assertThat(state(ada, submission).path("line").asString()).contains("waits for the organiser");
    assertThat(ada.post("/submissions/" + submission, "/submissions/" + submission + "/start"))
        .matches(response -> response.statusCode() == 403);
    var desk = bed.owner.page(competition + "/organise/runs");
    assertThat(desk.text()).contains("Waiting for you to start them", "#" + submission);

    bed.owner.post("/submissions/" + submission, "/submissions/" + submission + "/start");

    var order = bed.claimed();
    assertThat(order.submissionNumber()).isEqualTo(submission);
    bed.worker.scored(order, "1");
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("finished");
  }

  @Test
  void a_held_submission_can_be_cancelled_and_never_runs() throws Exception {
    var competition = bed.competition(heldBack());
    var ada = bed.participant(competition);
    var submission = bed.submit(ada, competition);

    post(ada, "/api/v1/submissions/" + submission + "/cancel", "");

    assertThat(state(ada, submission).path("state").asString()).isEqualTo("cancelled");
    bed.owner.post(competition + "/organise/runs", competition + "/start-held");
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void a_cancel_reaches_a_run_and_ends_with_the_workers_word() throws Exception {
    var competition = bed.competition("");
    var ada = bed.participant(competition);
    var submission = bed.submit(ada, competition);
    var order = bed.claimed();
    var stranger = bed.participant(competition);

    assertThat(
            stranger
                .postJson("/account", "/api/v1/submissions/" + submission + "/cancel", "")
                .statusCode())
        .isEqualTo(404);
    post(ada, "/api/v1/submissions/" + submission + "/cancel", "");

    assertThat(state(ada, submission).path("line").asString()).contains("waiting for the worker");
    assertThat(bed.worker.heartbeat(order, Step.PREDICT)).contains(true);
    bed.worker.cancelled(order);
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void scoring_that_fails_for_everybody_is_paused_and_says_so_until_resumed() throws Exception {
    var competition = bed.competition("");
    for (int i = 0; i < 3; i++) {
      bed.submit(bed.participant(competition), competition);
      bed.worker.scorerFailed(bed.claimed());
    }
    var ada = bed.participant(competition);
    var waiting = bed.submit(ada, competition);

    assertThat(state(ada, waiting).path("line").asString())
        .contains("scoring of this phase is paused");
    assertThat(bed.owner.page(competition).text()).contains("Scoring of the phase Open is paused");
    assertThat(bed.owner.page("/").text()).contains("Scoring of the phase Open is paused");
    assertThat(ada.page("/").text()).doesNotContain("is paused");
    assertThat(ada.page(competition).text()).doesNotContain("is paused");
    assertThat(bed.owner.page(competition + "/organise/runs").text())
        .contains(
            "Scoring is paused", "The scoring program ended with exit code 1.", "1 evaluation");

    bed.owner.post(
        competition + "/organise/runs",
        competition + "/phases/" + bed.phase(competition) + "/resume");

    bed.worker.scored(bed.claimed(), "0.5");
    assertThat(state(ada, waiting).path("state").asString()).isEqualTo("finished");
  }

  @Test
  void what_waits_without_any_worker_says_so() throws Exception {
    var competition = bed.competition("");
    var ada = bed.participant(competition);
    bed.jdbc().sql("update worker set gone_at = now()").update();

    var submission = bed.submit(ada, competition);

    assertThat(state(ada, submission).path("line").asString())
        .contains("no worker serves its queue");
    bed.worker.scored(bed.claimed(), "0.5");
  }
}

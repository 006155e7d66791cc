package dev.assay.server.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A try stands apart from what participants send in, and is its organisers' alone. */
class TrialsApartIT {
  private static TrialBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new TrialBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @AfterEach
  void leaveNothingToRun() {
    bed.cancelAll();
  }

  @Test
  void a_trial_is_in_no_list_on_no_board_and_counts_against_nothing() throws Exception {
    var competition = bed.competition();
    var _ = bed.tried(competition);
    for (var order : bed.claimed(3)) {
      bed.worker.scored(order, "0.5");
    }
    bed.owner.publish(competition);
    var ada = Browser.signedUp(bed.site, "ada");
    ada.join(competition);

    assertThat(bed.owner.page(competition + "/submissions?of=all").text())
        .contains("Nothing submitted yet");
    assertThat(bed.owner.page(competition + "/submissions?of=mine").text())
        .contains("Nothing submitted yet");
    assertThat(ada.page(competition + "/leaderboard").text()).contains("Nobody is ranked yet");
    assertThat(bed.owner.page("/").text()).doesNotContain("Scored");
    assertThat(bed.owner.page(competition).select(".figures").text()).contains("1 submission left");
    assertThat(bed.count("select count(*) from leaderboard_selection")).isZero();
    assertThat(bed.count("select count(*) from leaderboard_improvement")).isZero();
    assertThat(
            bed.count(
                "select count(*) from submission where trial_id is not null and counts_against_limits"))
        .isZero();
  }

  @Test
  void a_trial_is_for_its_organisers_alone() throws Exception {
    var competition = bed.competition();
    var trial = bed.tried(competition);
    var submission = bed.owner.page(trial).select("#state tbody a").attr("href");
    assertThat(submission).startsWith("/submissions/");
    assertThat(bed.owner.page(submission).text()).contains("try the competition");
    bed.worker.scored(bed.claimed(3).getFirst(), "0.5");
    bed.owner.publish(competition);
    var eve = Browser.signedUp(bed.site, "eve");
    eve.join(competition);

    for (var path : List.of(competition + "/trials", trial, trial + "/state")) {
      assertThat(eve.get(path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(eve.get(submission).statusCode()).isEqualTo(404);
    assertThat(eve.get("/api/v1" + trial).statusCode()).isEqualTo(403);
    assertThat(eve.post("/account", competition + "/trials").statusCode()).isEqualTo(403);
    assertThat(bed.owner.get("/competitions/999999/trials/1").statusCode()).isEqualTo(404);
    assertThat(
            bed.owner
                .get(bed.competition() + trial.substring(trial.indexOf("/trials")))
                .statusCode())
        .as("a trial of another competition")
        .isEqualTo(404);
    assertThat(bed.owner.post(trial, trial + "/stop").statusCode()).isEqualTo(200);
  }

  @Test
  void what_participants_send_in_goes_first() throws Exception {
    var competition = bed.competition();
    bed.owner.publish(competition);
    var bob = Browser.signedUp(bed.site, "bob");
    bob.join(competition);
    var trial = bed.tried(competition);
    var own = bob.upload("/account", competition + "/submit", "bob.zip", TrialBed.solution("bob"));
    var id = Long.parseLong(own.uri().getPath().replaceAll(".*/", ""));

    var first = bed.claimed();
    var second = bed.claimed(first.attempt());
    var third = bed.claimed(first.attempt(), second.attempt());

    assertThat(List.of(first.submissionNumber(), second.submissionNumber())).containsOnly(id);
    assertThat(
            bed.owner.page(trial).select("#state tbody a[href$=/" + third.submissionNumber() + "]"))
        .hasSize(1);
  }

  @Test
  void one_try_at_a_time_and_it_can_be_stopped() throws Exception {
    var competition = bed.competition();
    var trial = bed.tried(competition);
    var second = bed.owner.post(competition + "/organise", competition + "/trials");
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(second.body()).contains("A try is under way");

    var stopped = bed.owner.post(trial, trial + "/stop");
    assertThat(stopped.body()).contains("Nothing scored");
    assertThat(bed.owner.page(trial).select("#state tbody .badge").eachText())
        .containsOnly("Cancelled");
    assertThat(bed.tried(competition)).isNotEqualTo(trial);
    assertThat(bed.owner.page(competition + "/trials").select("section:last-of-type tbody tr"))
        .hasSize(2);
  }
}

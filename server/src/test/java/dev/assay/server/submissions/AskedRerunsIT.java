package dev.assay.server.submissions;

import static dev.assay.server.submissions.SubmissionsBed.post;
import static dev.assay.server.submissions.SubmissionsBed.state;
import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.RunOrder;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Organisers have submissions run or scored again, and see what changes. */
class AskedRerunsIT extends OnSubmissions {

  @Test
  void a_rescore_of_a_phase_shows_what_would_change_and_is_applied_in_one_step() throws Exception {
    var competition = bed.competition("");
    var ada = bed.participant(competition);
    var ben = bed.participant(competition);
    bed.submit(ada, competition);
    bed.worker.scored(bed.claimed(), "0.9");
    bed.submit(ben, competition);
    bed.worker.scored(bed.claimed(), "0.5");

    var asked =
        post(
            bed.owner,
            "/api/v1/phases/" + bed.phase(competition) + "/reruns",
            "{\"kind\":\"rescore\",\"reason\":\"a wrong label\"}");
    var asking = "#again[hx-trigger]";
    var url = competition + "/reruns/" + asked.path("id").asLong();
    assertThat(bed.owner.page(url).select(asking)).as("asks how far it is").hasSize(1);
    for (var score : List.of("0.4", "0.6")) {
      var order = bed.claimed();
      assertThat(order.kind()).isEqualTo(RunOrder.Kind.SCORE);
      bed.worker.scored(order, score);
    }

    var page = bed.owner.page(url);
    assertThat(page.select(asking)).as("asks on after its end").isEmpty();
    assertThat(page.text()).contains("Nothing has changed yet", "2 rows of the leaderboard");
    assertThat(page.expectFirst("tbody tr").text()).contains("0.60", "0.50");
    assertThat(bed.owner.page(competition + "/leaderboard").expectFirst(".board tbody tr").text())
        .contains("0.90");
    assertThat(ada.get(url).statusCode()).isEqualTo(404);

    bed.owner.post(url, url + "/apply");

    assertThat(bed.owner.page(competition + "/leaderboard").expectFirst(".board tbody tr").text())
        .contains("0.60");
  }

  @Test
  void chosen_submissions_run_again_from_the_list_and_the_board_has_no_gap() throws Exception {
    var competition = bed.competition("");
    var ada = bed.participant(competition);
    var submission = bed.submit(ada, competition);
    bed.worker.scored(bed.claimed(), "0.5");

    var list = bed.owner.page(competition + "/submissions?of=all");
    assertThat(list.select("input[name=submission]")).hasSize(1);
    bed.owner.post(
        competition + "/submissions?of=all",
        competition + "/reruns",
        "kind=rerun",
        "submission=" + submission);
    var order = bed.claimed();
    assertThat(order.kind()).isEqualTo(RunOrder.Kind.PREDICT_AND_SCORE);
    assertThat(state(ada, submission).path("state").asString()).isEqualTo("finished");
    bed.worker.scored(order, "0.7");

    assertThat(state(ada, submission).path("scores").path("score").asString()).isEqualTo("0.7");
    assertThat(bed.owner.page(competition + "/leaderboard").text()).contains("0.70");
  }

  /** The file name of the scoring program that a re-run of the phase is handed. */
  private static String scorerOfRerun(String competition, boolean newest) throws Exception {
    post(
        bed.owner,
        "/api/v1/phases/" + bed.phase(competition) + "/reruns",
        "{\"kind\": \"rerun\", \"newest\": %s}".formatted(newest));
    var order = bed.claimed();
    bed.worker.scored(order, "0.5");
    return order.task().scoringProgram().fileName();
  }

  @Test
  void a_rerun_is_against_the_newest_version_of_its_task_or_against_the_one_before()
      throws Exception {
    var competition = bed.competition("");
    bed.submit(bed.participant(competition), competition);
    bed.worker.scored(bed.claimed(), "0.5");
    var script = bed.owners;
    var program =
        Script.body(
            script.upload(
                "/api/v1/datasets",
                Map.of("type", "scoring_program", "name", "Mended"),
                "mended.zip",
                TestBundle.program()));
    var task =
        bed.jdbc()
            .sql(
                """
                select t.key::text from task t join phase_task p on p.task_id = t.id
                 where p.phase_id = :phase""")
            .param("phase", bed.phase(competition))
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
    var competition = bed.competition("max_submissions: 1");
    var ada = bed.participant(competition);
    var failed = bed.submit(ada, competition);
    bed.worker.scorerFailed(bed.claimed());
    assertThat(bed.owner.page(competition + "/organise/runs").text())
        .contains("Failed by the competition's own fault", "#" + failed);

    var second = bed.submit(ada, competition);
    bed.worker.scored(bed.claimed(), "0.5");
    assertThat(bed.upload(ada, competition).body())
        .contains("You have used the only submission of this phase");

    post(
        bed.owner,
        "/api/v1/phases/" + bed.phase(competition) + "/reruns",
        "{\"submissions\":[%d]}".formatted(failed));
    bed.worker.scored(bed.claimed(), "0.6");
    await().until(() -> state(ada, failed).path("state").asString().equals("finished"));
    assertThat(counted(failed)).isFalse();
    assertThat(counted(second)).isTrue();
  }

  private static boolean counted(long submission) {
    return bed.jdbc()
        .sql("select counts_against_limits from submission where id = :id")
        .param("id", submission)
        .query(Boolean.class)
        .single();
  }
}

package dev.assay.server.trials;

import static dev.assay.server.testing.Patience.await;
import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.TestBundle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A competition is tried before it is published, and its organisers see what came of it. */
class TrialsIT {
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
  void each_solution_runs_once_on_its_tasks_and_the_board_they_make_is_shown() throws Exception {
    var competition = bed.competition();
    var trial = bed.tried(competition);

    var before = bed.owner.page(trial);
    assertThat(before.select("#state").attr("hx-get")).isEqualTo(trial + "/state");
    assertThat(before.select("#state .table tbody th").eachText())
        .containsExactly("Good", "Half", "Good");
    assertThat(before.select(".board")).isEmpty();

    var orders = bed.claimed(3);
    bed.worker.scored(orders.get(0), Map.of("score", "0.5", "seconds", "2"));
    bed.worker.scored(orders.get(1), Map.of("score", "0.75", "seconds", "1"));
    bed.worker.scorerFailed(orders.get(2));

    var page = bed.owner.page(trial);
    assertThat(page.select("#state").hasAttr("hx-get")).isFalse();
    assertThat(page.select("#state > .state-line").text()).contains("Some failed", "2 of 3 runs");
    assertThat(page.select(".board thead").text()).contains("Accuracy", "Seconds", "Total");
    var rows = page.select(".board tbody tr");
    assertThat(rows.select("th").eachText()).containsExactly("Half", "Good");
    assertThat(rows.select(".rank").eachText()).containsExactly("1", "2");
    assertThat(rows.get(0).select(".score").eachText()).containsExactly("0.750", "1.00", "1.75");
    assertThat(page.select(".failure").text())
        .contains("exit code 1", "KeyError: 'truth'", "Mend the scoring program.")
        .doesNotContain("limit");
    assertThat(page.select(".findings")).isEmpty();
  }

  @Test
  void a_column_that_the_scorer_never_writes_is_found_by_the_scores() throws Exception {
    var competition = bed.competition();
    var trial = bed.tried(competition);
    for (var order : bed.claimed(3)) {
      bed.worker.scored(order, "0.5");
    }

    var found = bed.owner.page(trial).select(".findings").text();
    assertThat(found)
        .contains("RUN-06", "Seconds", "never writes \"seconds\"", "It wrote \"score\"");
    assertThat(found).doesNotContain("nobody would be ranked").doesNotContain("Total");
    assertThat(bed.owner.page(trial).select(".finding")).hasSize(1);
    assertThat(bed.owner.page(trial).select("#state > .state-line").text()).contains("warnings");
  }

  @Test
  void a_column_that_ranks_and_is_never_written_says_that_nobody_would_be_ranked()
      throws Exception {
    var competition =
        bed.imported.competition(
            TrialBed.bundle()
                .replacing("key: score, index: 0", "key: Score, index: 0")
                .replacing("key: seconds, index: 1", "key: score, index: 1"));
    var trial = bed.tried(competition);
    for (var order : bed.claimed(3)) {
      bed.worker.scored(order, "0.5");
    }
    assertThat(bed.owner.page(trial).select(".findings").text())
        .contains("never writes \"Score\"", "nobody would be ranked");
  }

  @Test
  void without_solutions_a_submission_of_ones_own_can_be_tried() throws Exception {
    var competition = bed.imported.competition(TestBundle.small());
    var refused = bed.owner.post(competition + "/organise", competition + "/trials");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("No task has a solution", "Submission");

    var broken =
        bed.owner.upload(
            competition + "/trials",
            competition + "/trials",
            "no.zip",
            "no zip".getBytes(StandardCharsets.UTF_8));
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(broken.body()).contains("no.zip cannot be used");

    var trial =
        bed.owner
            .upload(
                competition + "/trials",
                competition + "/trials",
                "mine.zip",
                TrialBed.solution("mine"))
            .uri()
            .getPath();
    assertThat(bed.owner.page(trial).select("#state tbody th").eachText())
        .containsExactly("mine.zip");
    bed.worker.scored(bed.claimed(), "1");
    assertThat(bed.owner.page(trial).select(".board tbody th").text()).isEqualTo("mine.zip");
  }

  @Test
  void a_submission_of_ones_own_that_cannot_be_tried_is_refused_not_left_out() throws Exception {
    var competition = bed.competition();
    var refused =
        bed.owner.upload(
            competition + "/trials",
            competition + "/trials?phase=999999",
            "mine.zip",
            TrialBed.solution("mine"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("none of this competition", "choose another one");
    assertThat(bed.owner.page(competition + "/trials").text()).doesNotContain("of 3 runs done");
  }

  @Test
  void the_api_tries_and_tells_the_same() throws Exception {
    var competition = bed.competition();
    var begun = bed.owners.json("POST", "/api/v1" + competition + "/trials", Map.of());
    assertThat(begun.statusCode()).isEqualTo(201);
    var location = body(begun).path("location").asString();

    for (var order : bed.claimed(3)) {
      bed.worker.scored(order, "0.5");
    }

    var report = body(bed.owners.get(location));
    assertThat(report.path("trial").path("done").asBoolean()).isTrue();
    assertThat(report.path("trial").path("scored").asInt()).isEqualTo(3);
    assertThat(report.path("runs")).hasSize(3);
    assertThat(report.path("findings").get(0).path("code").asString()).isEqualTo("RUN-06");
    assertThat(report.path("boards")).hasSize(2);
    var row = report.path("boards").get(0).path("rows").get(0);
    assertThat(row.path("name").asString()).isEqualTo("Good");
    assertThat(row.path("rank").asInt()).isEqualTo(1);
    assertThat(row.path("scores").path("score").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(body(bed.owners.get("/api/v1" + competition + "/trials"))).hasSize(1);
  }

  @Test
  void a_bundle_that_passed_its_check_offers_to_try_it() throws Exception {
    var path =
        bed.owner
            .upload("/bundles/new", "/bundles", "tried.zip", TrialBed.bundle().zip())
            .uri()
            .getPath();
    await().until(() -> bed.owner.page(path + "/state").select("[hx-get]").isEmpty());

    var form = bed.owner.page(path).select("form[action$=/trials]");
    assertThat(form.text()).isEqualTo("Try it");
    var trial = bed.owner.post(path, form.attr("action")).uri().getPath();
    assertThat(trial).contains("/trials/");
    bed.owner.post(trial, trial + "/stop");
    assertThat(
            bed.owner
                .page(trial.replaceFirst("/trials/.*", "/organise"))
                .select("form[action$=/trials]"))
        .hasSize(1);
  }
}

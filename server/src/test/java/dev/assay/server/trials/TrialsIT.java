package dev.assay.server.trials;

import static dev.assay.server.testing.Patience.await;
import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.Runs;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A competition is tried before it is published, on the whole site with a worker in hand. */
class TrialsIT {
  private static final String TWO_TASKS =
      """
      version: 2
      title: Tried
      description: Tried before anybody sees it.
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      registration_auto_approve: true
      pages:
        - {title: Overview, file: overview.md}
      tasks:
        - {index: 0, name: North, scoring_program: scoring_program}
        - {index: 1, name: South, scoring_program: scoring_program}
      solutions:
        - {index: 0, name: Good, path: good.zip, tasks: [0, 1]}
        - {index: 1, name: Half, path: half.zip, tasks: [0]}
      phases:
        - {name: One, start: 2026-01-01, end: 2026-02-01, tasks: [0], max_submissions: 1}
        - {name: Two, start: 2026-02-02, tasks: [0, 1], max_submissions: 1}
      leaderboards:
        - title: Results
          key: results
          submission_rule: Force_Best
          columns:
            - {title: Accuracy, key: score, index: 0, precision: 3}
            - {title: Seconds, key: seconds, index: 1, sorting: asc}
            - {title: Total, key: total, index: 2, computation: sum, computation_indexes: ["0", "1"]}
      """;

  private static TestSite site;
  private static Browser owner;
  private static Script owners;
  private static HandWorker worker;
  private static ImportedForTests imported;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start();
    owner = Browser.signedUp(site, "owner");
    owners = Script.of(site, "owner");
    imported = new ImportedForTests(site, "owner");
    worker = new HandWorker(site, "lab-1");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @AfterEach
  void leaveNothingToRun() {
    site.bean(JdbcClient.class)
        .sql("select id from submission where state = 'running'")
        .query(Long.class)
        .list()
        .forEach(id -> site.bean(Runs.class).cancel(new SubmissionId(id)));
  }

  private static TestBundle bundle() {
    return TestBundle.small()
        .with("competition.yaml", TWO_TASKS)
        .without("data.zip")
        .with("good.zip", solution("good"))
        .with("half.zip", solution("half"));
  }

  private static byte[] solution(String text) {
    return TestBundle.zipOf(Map.of("answer.txt", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String competition() throws Exception {
    return imported.competition(bundle());
  }

  private static String tried(String competition) throws Exception {
    return owner.post(competition + "/organise", competition + "/trials").uri().getPath();
  }

  /**
   * @param running attempts that the worker still has
   */
  private static RunOrder claimed(Long... running) throws Exception {
    var order = worker.claim(running).orElseThrow();
    var _ = worker.heartbeat(order, Step.SCORE).orElseThrow();
    return order;
  }

  /** All that is asked for now, in the order of the submissions. */
  private static List<RunOrder> claimed(int count) throws Exception {
    var orders = new ArrayList<RunOrder>();
    while (orders.size() < count) {
      orders.add(claimed(orders.stream().map(RunOrder::attempt).toArray(Long[]::new)));
    }
    orders.sort((one, other) -> Long.compare(one.evaluation(), other.evaluation()));
    return orders;
  }

  private static long count(String sql) {
    return site.bean(JdbcClient.class).sql(sql).query(Long.class).single();
  }

  @Test
  void each_solution_runs_once_on_its_tasks_and_the_board_they_make_is_shown() throws Exception {
    var competition = competition();
    var trial = tried(competition);

    var before = owner.page(trial);
    assertThat(before.select("#state").attr("hx-get")).isEqualTo(trial + "/state");
    assertThat(before.select("#state .table tbody th").eachText())
        .containsExactly("Good", "Half", "Good");
    assertThat(before.select(".board")).isEmpty();

    var orders = claimed(3);
    worker.scored(orders.get(0), Map.of("score", "0.5", "seconds", "2"));
    worker.scored(orders.get(1), Map.of("score", "0.75", "seconds", "1"));
    worker.scorerFailed(orders.get(2));

    var page = owner.page(trial);
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
    var competition = competition();
    var trial = tried(competition);
    for (var order : claimed(3)) {
      worker.scored(order, "0.5");
    }

    var found = owner.page(trial).select(".findings").text();
    assertThat(found)
        .contains("RUN-06", "Seconds", "never writes \"seconds\"", "It wrote \"score\"");
    assertThat(found).doesNotContain("nobody would be ranked").doesNotContain("Total");
    assertThat(owner.page(trial).select(".finding")).hasSize(1);
    assertThat(owner.page(trial).select("#state > .state-line").text()).contains("warnings");
  }

  @Test
  void a_column_that_ranks_and_is_never_written_says_that_nobody_would_be_ranked()
      throws Exception {
    var competition =
        imported.competition(
            bundle()
                .replacing("key: score, index: 0", "key: Score, index: 0")
                .replacing("key: seconds, index: 1", "key: score, index: 1"));
    var trial = tried(competition);
    for (var order : claimed(3)) {
      worker.scored(order, "0.5");
    }
    assertThat(owner.page(trial).select(".findings").text())
        .contains("never writes \"Score\"", "nobody would be ranked");
  }

  @Test
  void a_trial_is_in_no_list_on_no_board_and_counts_against_nothing() throws Exception {
    var competition = competition();
    var _ = tried(competition);
    for (var order : claimed(3)) {
      worker.scored(order, "0.5");
    }
    owner.publish(competition);
    var ada = Browser.signedUp(site, "ada");
    ada.join(competition);

    assertThat(owner.page(competition + "/submissions?of=all").text())
        .contains("Nothing submitted yet");
    assertThat(owner.page(competition + "/submissions?of=mine").text())
        .contains("Nothing submitted yet");
    assertThat(ada.page(competition + "/leaderboard").text()).contains("Nobody is ranked yet");
    assertThat(owner.page("/").text()).doesNotContain("Scored");
    assertThat(owner.page(competition).select(".figures").text()).contains("1 submission left");
    assertThat(count("select count(*) from leaderboard_selection")).isZero();
    assertThat(count("select count(*) from leaderboard_improvement")).isZero();
    assertThat(
            count(
                "select count(*) from submission where trial_id is not null and counts_against_limits"))
        .isZero();
  }

  @Test
  void a_trial_is_for_its_organisers_alone() throws Exception {
    var competition = competition();
    var trial = tried(competition);
    var submission = owner.page(trial).select("#state tbody a").attr("href");
    assertThat(submission).startsWith("/submissions/");
    assertThat(owner.page(submission).text()).contains("try the competition");
    worker.scored(claimed(3).getFirst(), "0.5");
    owner.publish(competition);
    var eve = Browser.signedUp(site, "eve");
    eve.join(competition);

    for (var path : List.of(competition + "/trials", trial, trial + "/state")) {
      assertThat(eve.get(path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(eve.get(submission).statusCode()).isEqualTo(404);
    assertThat(eve.get("/api/v1" + trial).statusCode()).isEqualTo(403);
    assertThat(eve.post("/account", competition + "/trials").statusCode()).isEqualTo(403);
    assertThat(owner.get("/competitions/999999/trials/1").statusCode()).isEqualTo(404);
    assertThat(owner.get(competition() + trial.substring(trial.indexOf("/trials"))).statusCode())
        .as("a trial of another competition")
        .isEqualTo(404);
    assertThat(owner.post(trial, trial + "/stop").statusCode()).isEqualTo(200);
  }

  @Test
  void what_participants_send_in_goes_first() throws Exception {
    var competition = competition();
    owner.publish(competition);
    var bob = Browser.signedUp(site, "bob");
    bob.join(competition);
    var trial = tried(competition);
    var own = bob.upload("/account", competition + "/submit", "bob.zip", solution("bob"));
    var id = Long.parseLong(own.uri().getPath().replaceAll(".*/", ""));

    var first = claimed();
    var second = claimed(first.attempt());
    var third = claimed(first.attempt(), second.attempt());

    assertThat(List.of(first.submissionNumber(), second.submissionNumber())).containsOnly(id);
    assertThat(owner.page(trial).select("#state tbody a[href$=/" + third.submissionNumber() + "]"))
        .hasSize(1);
  }

  @Test
  void one_try_at_a_time_and_it_can_be_stopped() throws Exception {
    var competition = competition();
    var trial = tried(competition);
    var second = owner.post(competition + "/organise", competition + "/trials");
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(second.body()).contains("A try is under way");

    var stopped = owner.post(trial, trial + "/stop");
    assertThat(stopped.body()).contains("Nothing scored");
    assertThat(owner.page(trial).select("#state tbody .badge").eachText())
        .containsOnly("Cancelled");
    assertThat(tried(competition)).isNotEqualTo(trial);
    assertThat(owner.page(competition + "/trials").select("section:last-of-type tbody tr"))
        .hasSize(2);
  }

  @Test
  void without_solutions_a_submission_of_ones_own_can_be_tried() throws Exception {
    var competition = imported.competition(TestBundle.small());
    var refused = owner.post(competition + "/organise", competition + "/trials");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("No task has a solution", "Submission");

    var broken =
        owner.upload(
            competition + "/trials",
            competition + "/trials",
            "no.zip",
            "no zip".getBytes(StandardCharsets.UTF_8));
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(broken.body()).contains("no.zip cannot be used");

    var trial =
        owner
            .upload(competition + "/trials", competition + "/trials", "mine.zip", solution("mine"))
            .uri()
            .getPath();
    assertThat(owner.page(trial).select("#state tbody th").eachText()).containsExactly("mine.zip");
    worker.scored(claimed(), "1");
    assertThat(owner.page(trial).select(".board tbody th").text()).isEqualTo("mine.zip");
  }

  @Test
  void a_submission_of_ones_own_that_cannot_be_tried_is_refused_not_left_out() throws Exception {
    var competition = competition();
    var refused =
        owner.upload(
            competition + "/trials",
            competition + "/trials?phase=999999",
            "mine.zip",
            solution("mine"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("none of this competition", "choose another one");
    assertThat(owner.page(competition + "/trials").text()).doesNotContain("of 3 runs done");
  }

  @Test
  void the_api_tries_and_tells_the_same() throws Exception {
    var competition = competition();
    var begun = owners.json("POST", "/api/v1" + competition + "/trials", Map.of());
    assertThat(begun.statusCode()).isEqualTo(201);
    var location = body(begun).path("location").asString();

    for (var order : claimed(3)) {
      worker.scored(order, "0.5");
    }

    var report = body(owners.get(location));
    assertThat(report.path("trial").path("done").asBoolean()).isTrue();
    assertThat(report.path("trial").path("scored").asInt()).isEqualTo(3);
    assertThat(report.path("runs")).hasSize(3);
    assertThat(report.path("findings").get(0).path("code").asString()).isEqualTo("RUN-06");
    assertThat(report.path("boards")).hasSize(2);
    var row = report.path("boards").get(0).path("rows").get(0);
    assertThat(row.path("name").asString()).isEqualTo("Good");
    assertThat(row.path("rank").asInt()).isEqualTo(1);
    assertThat(row.path("scores").path("score").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(body(owners.get("/api/v1" + competition + "/trials"))).hasSize(1);
  }

  @Test
  void a_bundle_that_passed_its_check_offers_to_try_it() throws Exception {
    var path =
        owner.upload("/bundles/new", "/bundles", "tried.zip", bundle().zip()).uri().getPath();
    await().until(() -> owner.page(path + "/state").select("[hx-get]").isEmpty());

    var form = owner.page(path).select("form[action$=/trials]");
    assertThat(form.text()).isEqualTo("Try it");
    var trial = owner.post(path, form.attr("action")).uri().getPath();
    assertThat(trial).contains("/trials/");
    owner.post(trial, trial + "/stop");
    assertThat(
            owner
                .page(trial.replaceFirst("/trials/.*", "/organise"))
                .select("form[action$=/trials]"))
        .hasSize(1);
  }
}

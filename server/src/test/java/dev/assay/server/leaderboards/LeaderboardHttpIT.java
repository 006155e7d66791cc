package dev.assay.server.leaderboards;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaderboardHttpIT {
  private static final String TWO_TASKS =
      """
      version: 2
      title: Boards
      description: Boards of every kind.
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      enable_detailed_results: true
      fact_sheet:
        method:
          key: method
          title: Method used
          type: text
          selection: ""
          is_required: "false"
          is_on_leaderboard: "true"
        phone:
          key: phone
          title: Telephone
          type: text
          selection: ""
          is_required: "false"
          is_on_leaderboard: "false"
      pages:
        - {title: Overview, file: overview.md}
      tasks:
        - {index: 0, name: North, scoring_program: scoring_program}
        - {index: 1, name: South, scoring_program: scoring_program}
      phases:
        - {name: One, start: 2026-01-01, end: 2026-02-01, tasks: [0]}
        - {name: Two, start: 2026-02-02, tasks: [0, 1]}
      leaderboards:
        - title: Results
          key: results
          submission_rule: Force_Best
          columns:
            - {title: Accuracy, key: accuracy, index: 0, precision: 3}
            - {title: Seconds, key: seconds, index: 1, sorting: asc, precision: 0}
            - {title: Secret, key: secret, index: 2, hidden: true}
            - {title: Total, key: total, index: 3, computation: sum, computation_indexes: ["0", "1"]}
      """;

  private static TestSite site;
  private static Browser owner;
  private static Script owners;
  private static Browser ada;
  private static Script adas;
  private static Browser bob;
  private static ScoredForTests scored;

  private String path = "";
  private PhaseId one = new PhaseId(0);
  private PhaseId two = new PhaseId(0);

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.roles=site");
    owner = Browser.signedUp(site, "owner");
    owners = Script.of(site, "owner");
    ada = Browser.signedUp(site, "ada");
    adas = Script.of(site, "ada");
    bob = Browser.signedUp(site, "bob");
    scored = new ScoredForTests(site);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void competition() throws Exception {
    path =
        new ImportedForTests(site, "owner")
            .competition(TestBundle.small().with("competition.yaml", TWO_TASKS));
    owner.post(path + "/organise", path + "/publish");
    scored.approve(path, "ada");
    scored.approve(path, "bob");
    one = scored.phases(path).get(0);
    two = scored.phases(path).get(1);
  }

  private static Map<String, String> result(String accuracy, String seconds) {
    return Map.of("accuracy", accuracy, "seconds", seconds, "secret", "5");
  }

  private void rule(String rule) {
    scored.update(
        "update leaderboard set submission_rule = '" + rule + "' where competition_id = :id",
        ScoredForTests.id(path));
  }

  private String board(PhaseId phase) {
    return path + "/leaderboard?phase=" + phase;
  }

  private static List<String> cells(Element row) {
    return row.select(".score").eachText();
  }

  @Test
  void ranks_ties_precision_and_my_own_row_are_shown() throws Exception {
    scored.submission(one, "ada", result("0.94321", "7.4"));
    scored.submission(one, "bob", result("0.943210", "7.40"));
    scored.submission(one, "owner", Map.of("seconds", "1"));

    var rows = ada.page(board(one)).select(".board tbody tr");

    assertThat(rows.select(".rank").eachText()).containsExactly("=1", "=1", "3");
    assertThat(cells(rows.get(0))).containsExactly("0.943", "7", "8.34");
    assertThat(cells(rows.get(2))).containsExactly("–", "1", "1.00");
    assertThat(rows.select(".mine th").text()).contains("ada", "you");
    assertThat(rows.select(".mine a").attr("href")).startsWith("/submissions/");
    assertThat(rows.get(1).select("a[href^=/submissions]")).isEmpty();
    assertThat(ada.page(board(one)).text()).doesNotContain("Secret");
    assertThat(new Browser(site).page(board(one)).select(".board tbody tr")).hasSize(3);
  }

  @Test
  void an_empty_board_says_what_will_be_there_and_other_phases_are_a_click_away() throws Exception {
    var page = ada.page(path + "/leaderboard");
    assertThat(page.text()).contains("Nobody is ranked yet");
    assertThat(page.select(".chapters a").eachText()).containsExactly("One", "Two");
    assertThat(page.select(".chapters [aria-current]").text()).isEqualTo("Two");
    assertThat(ada.get(board(new PhaseId(999_999))).statusCode()).isEqualTo(404);
  }

  @Test
  void with_several_tasks_rows_are_means_and_incomplete_ones_come_last() throws Exception {
    scored.submission(two, "ada", result("0.5", "2"), result("0.7", "4"));
    scored.submission(two, "bob", result("0.99", "1"), Map.of("seconds", "1"));
    scored.submission(two, "owner", result("0.1", "1"), result("0.2", "3"));
    rule("Force_Latest_Multiple");
    owners.json("POST", "/api/v1/phases/" + two + "/leaderboard/remake", Map.of());

    var page = ada.page(board(two));
    var rows = page.select(".board tbody tr");

    // A missing value of one task: the mean of the others, as the scores are there.
    assertThat(rows.select("th .user-name").eachText()).containsExactly("bob", "ada", "owner");
    assertThat(cells(rows.get(1)))
        .containsExactly("0.600", "3", "3.60", "0.500", "2", "2.50", "0.700", "4", "4.70");
    assertThat(page.select("thead .heading-more").eachText()).contains("North", "South");

    scored.submission(two, "bob", result("1", "1"), Map.of());
    assertThat(ada.page(board(two)).select(".board tbody tr")).hasSize(3);
  }

  @Test
  void a_hidden_board_is_for_organisers_alone() throws Exception {
    scored.submission(one, "ada", result("0.9", "1"));
    scored.update(
        "update leaderboard set hidden = true where competition_id = :id", ScoredForTests.id(path));

    assertThat(ada.page(board(one)).text()).contains("shows this leaderboard to nobody yet");
    assertThat(ada.page(board(one)).select(".board")).isEmpty();
    for (var url :
        List.of(
            "/phases/" + one + "/leaderboard.csv",
            "/api/v1/phases/" + one + "/leaderboard",
            "/phases/" + one + "/results.csv")) {
      assertThat(ada.get(url).statusCode()).as(url).isEqualTo(404);
      assertThat(owner.get(url).statusCode()).as(url).isEqualTo(200);
    }
    assertThat(ada.page(path).text()).doesNotContain("0.9");
    var page = owner.page(board(one));
    assertThat(page.text()).contains("Only organisers see this leaderboard");
    assertThat(page.select(".board tbody tr")).hasSize(1);
  }

  @Test
  void a_board_of_an_unpublished_competition_does_not_exist_for_others() throws Exception {
    scored.submission(one, "ada", result("0.9", "1"));
    owner.post(path + "/organise", path + "/unpublish");
    var eve = new Browser(site);
    for (var url :
        List.of(
            board(one),
            "/phases/" + one + "/leaderboard.csv",
            "/api/v1/phases/" + one + "/leaderboard")) {
      assertThat(eve.get(url).statusCode()).as(url).isEqualTo(404);
    }
  }

  @Test
  void a_long_board_is_shown_in_parts_with_my_row_in_each() throws Exception {
    rule("Force_Latest_Multiple");
    for (var number = 0; number < BoardViews.PAGE + 20; number++) {
      scored.submission(one, "bob", result("0." + (999 - number), "1"));
    }
    scored.submission(one, "ada", result("0.9985", "1"));

    var first = ada.page(board(one));
    assertThat(first.select(".board tbody tr")).hasSize(BoardViews.PAGE);
    assertThat(first.select(".pager").text()).contains("1 to 100 of 121 rows", "After");
    assertThat(first.select(".board tbody tr").get(1).className()).contains("mine");

    var second = ada.page(first.select(".pager a[rel=next]").attr("href"));
    var rows = second.select(".board tbody tr");
    assertThat(rows).hasSize(22);
    assertThat(rows.getFirst().className()).contains("mine");
    assertThat(rows.getFirst().select(".rank").text()).isEqualTo("2");
    assertThat(rows.get(1).select(".rank").text()).isEqualTo("101");
    assertThat(second.select(".pager").text()).contains("101 to 121 of 121 rows", "Before");
    assertThat(ada.page(board(one) + "&from=4711").text()).contains("ends before that");
    assertThat(ada.get(board(one) + "&from=-3").statusCode()).isEqualTo(200);
  }

  @Test
  void a_board_is_exported_whole_and_harmless_to_spreadsheets() throws Exception {
    scored.update("update account set display_name = '=cmd|A1' where username = 'bob'", 0);
    scored.submission(one, "bob", result("-0.25", "1.5"));
    scored.submission(one, "ada", Map.of("accuracy", "-3"));

    var csv = ada.get("/phases/" + one + "/leaderboard.csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename=\"leaderboard-" + one + ".csv\"");
    assertThat(csv.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    var lines = csv.body().split("\r\n");
    assertThat(lines[0]).isEqualTo("rank,participant,submission,received,accuracy,seconds,total");
    assertThat(lines[1]).startsWith("1,'=cmd|A1,").endsWith(",-0.25,1.5,1.25");
    assertThat(lines[2]).startsWith("2,ada,").endsWith(",-3,,-3");

    var json = body(adas.get("/api/v1/phases/" + one + "/leaderboard"));
    assertThat(json.path("submissionRule").asString()).isEqualTo("Force_Best");
    assertThat(json.path("columns").size()).isEqualTo(3);
    assertThat(json.path("rows").path(1).path("scores").has("seconds")).isFalse();
    assertThat(body(owners.get("/api/v1/phases/" + one + "/leaderboard")).path("columns").size())
        .isEqualTo(4);
    scored.update("update account set display_name = 'bob' where username = 'bob'", 0);
  }

  @Test
  void organisers_export_results_under_codabenchs_names() throws Exception {
    var id = scored.submission(two, "ada", result("0.5", "2"), result("0.25", "4"));
    scored.update(
        "update submission set fact_sheet_answers = '{\"method\": \"trees, many\"}' where id = :id",
        id.value());

    assertThat(ada.get("/phases/" + two + "/results.csv").statusCode()).isEqualTo(404);
    var lines = owner.get("/phases/" + two + "/results.csv").body().split("\r\n");
    assertThat(lines[0]).startsWith("Username,fact_sheet_answers,North(").contains(")-Secret,");
    assertThat(lines[1])
        .startsWith("ada-" + id + ",\"{\"\"method\"\":\"\"trees, many\"\"}\",0.5000000000,")
        .contains("2.0000000000,5.0000000000,2.5000000000,0.2500000000");
    var json = body(owners.get("/api/v1/phases/" + two + "/results")).path("ada-" + id);
    assertThat(json.path("fact_sheet_answers").path("method").asString()).isEqualTo("trees, many");
    assertThat(json.properties().stream().map(Map.Entry::getKey))
        .hasSize(9)
        .anyMatch(name -> name.matches("South\\([0-9]+\\)-Accuracy"));
  }

  @Test
  void answers_of_the_fact_sheet_stand_on_the_board_where_the_organiser_wants_them()
      throws Exception {
    var id = scored.submission(one, "ada", result("0.9", "1"));
    scored.update(
        "update submission set fact_sheet_answers ="
            + " '{\"method\": \"<b>trees</b>\", \"phone\": \"12345\"}' where id = :id",
        id.value());

    var page = bob.page(board(one));
    assertThat(page.select("thead").text()).contains("Method used").doesNotContain("Telephone");
    assertThat(page.select(".board tbody").text()).contains("<b>trees</b>").doesNotContain("12345");
  }

  @Test
  void with_a_rule_of_choice_participants_choose_by_page_and_by_program() throws Exception {
    rule("Add_And_Delete");
    var first = scored.submission(one, "ada", result("0.8", "1"));
    var second = scored.submission(one, "ada", result("0.9", "1"));
    assertThat(ranked()).containsExactly(first);

    assertThat(adas.put("/api/v1/submissions/" + second + "/leaderboard").statusCode())
        .isEqualTo(204);
    assertThat(ranked()).containsExactly(second);
    assertThat(adas.delete("/api/v1/submissions/" + second + "/leaderboard").statusCode())
        .isEqualTo(204);
    assertThat(ranked()).isEmpty();
    var page = ada.page("/submissions/" + first);
    assertThat(page.text()).contains("It does not stand on the leaderboard.");
    assertThat(page.select("button[form=board-add]").text()).isEqualTo("Put it on the leaderboard");
    ada.post("/submissions/" + first, "/submissions/" + first + "/leaderboard", "choice=add");
    assertThat(ada.page("/submissions/" + first).select("button[form=board-remove]")).hasSize(1);
    assertThat(ranked()).containsExactly(first);
    assertThat(
            bob.post(path + "/submit", "/submissions/" + first + "/leaderboard", "choice=remove")
                .statusCode())
        .isEqualTo(404);
    assertThat(owners.delete("/api/v1/submissions/" + first + "/leaderboard").statusCode())
        .isEqualTo(204);
    assertThat(ranked()).isEmpty();
  }

  @Test
  void refusals_say_which_rule_stands_in_the_way() throws Exception {
    var id = scored.submission(one, "ada", result("0.8", "1"));
    var failed = scored.submission(one, "ada", Map.of());

    var forced = adas.delete("/api/v1/submissions/" + id + "/leaderboard");
    assertThat(forced.statusCode()).isEqualTo(409);
    assertThat(forced.body()).contains("rule of this leaderboard alone decides");
    rule("Add");
    var stays = adas.delete("/api/v1/submissions/" + id + "/leaderboard");
    assertThat(stays.statusCode()).isEqualTo(409);
    assertThat(stays.body()).contains("cannot be taken off");
    var unfinished = adas.put("/api/v1/submissions/" + failed + "/leaderboard");
    assertThat(unfinished.statusCode()).isEqualTo(409);
    assertThat(unfinished.body()).contains("with scores");
    assertThat(
            Script.of(site, "bob").put("/api/v1/submissions/" + id + "/leaderboard").statusCode())
        .isEqualTo(404);
    assertThat(Script.ofNobody(site).get("/api/v1/phases/" + one + "/leaderboard").statusCode())
        .isEqualTo(200);
  }

  private List<SubmissionId> ranked() throws Exception {
    return body(owners.get("/api/v1/phases/" + one + "/leaderboard"))
        .path("rows")
        .valueStream()
        .map(row -> new SubmissionId(row.path("submission").asLong()))
        .toList();
  }

  @Test
  void organisers_have_a_board_audited_and_made_afresh() throws Exception {
    var id = scored.submission(one, "ada", result("0.8", "1"));
    var audit = "/phases/" + one + "/leaderboard/audit";
    assertThat(ada.get(audit).statusCode()).isEqualTo(404);
    assertThat(adas.get("/api/v1" + audit).statusCode()).isEqualTo(404);
    assertThat(owner.page(board(one)).select("main a[href$=audit]").attr("href")).isEqualTo(audit);
    assertThat(owner.page(audit).text()).contains("The board agrees", "1 row compared");

    scored.update("update leaderboard_row set sort_key = '{0,0,0}' where submission_id <> :id", 0);
    scored.update(
        "update leaderboard_row set column_values = '{\"accuracy\": 1}' where submission_id = :id",
        id.value());
    assertThat(body(owners.get("/api/v1" + audit)).path("agrees").asBoolean()).isFalse();
    assertThat(owner.page(audit).text()).contains("1 difference");
    owner.post(audit, "/phases/" + one + "/leaderboard/remake");
    assertThat(body(owners.get("/api/v1" + audit)).path("agrees").asBoolean()).isTrue();
  }

  @Test
  void detailed_results_are_linked_where_the_switches_say_so() throws Exception {
    var id = scored.submission(one, "ada", result("0.8", "1"));
    var html = "<p>how it went</p>".getBytes(StandardCharsets.UTF_8);
    var blob =
        site.bean(Storage.class)
            .store(new ByteArrayInputStream(html), 1000, "detailed.html", "text/html");
    scored.withDetails(id, blob.id().value());

    var link = bob.page(board(one)).select(".board a:contains(Details)").attr("href");
    var shown = bob.get(link);
    assertThat(shown.body()).contains("how it went");
    assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox");

    scored.update(
        "update competition set show_detailed_results_in_leaderboard = false where id = :id",
        ScoredForTests.id(path));
    assertThat(bob.page(board(one)).select(".board a:contains(Details)")).isEmpty();
    assertThat(bob.get(link).statusCode()).isEqualTo(404);
    assertThat(ada.get(link).statusCode()).isEqualTo(200);
  }

  @Test
  void lists_of_submissions_are_narrowed_and_read_page_by_page() throws Exception {
    for (var number = 0; number < 30; number++) {
      scored.submission(one, "ada", result("0.5", "1"));
      scored.submission(two, "bob", result("0.5", "1"), result("0.6", "1"));
    }
    var failed = scored.submission(two, "bob", Map.of(), Map.of());
    scored.update("update submission set state = 'failed' where id = :id", failed.value());
    var list = path + "/submissions";

    var first = owner.page(list + "?of=all");
    assertThat(first.select("tbody tr")).hasSize(50);
    assertThat(first.select("tbody tr th a").getFirst().text()).isEqualTo("#" + failed);
    var second = owner.page(first.select(".pager a[rel=next]").attr("href"));
    assertThat(second.select("tbody tr")).hasSize(11);
    assertThat(second.select(".pager a").eachText()).containsExactly("Newest");
    assertThat(owner.page(list + "?of=all&state=failed").select("tbody tr")).hasSize(1);
    assertThat(owner.page(list + "?of=all&user=ADA").select("tbody tr")).hasSize(30);
    assertThat(owner.page(list + "?of=all&user=ADA&phase=" + two).text())
        .contains("No submission fits");
    assertThat(owner.page(list + "?of=all&user=nobody-here").text()).contains("No submission fits");

    assertThat(ada.page(list + "?of=all").select("tbody tr")).hasSize(30);
    assertThat(ada.page(list + "?of=all").text()).doesNotContain("Everybody's");
    var json = body(owners.get("/api/v1" + list + "?of=all&phase=" + two));
    assertThat(json.path("submissions").size()).isEqualTo(31);
    assertThat(json.path("next").isNull()).isTrue();
    assertThat(json.path("submissions").path(1).path("score").asString()).startsWith("0.55");
  }

  @Test
  void a_list_does_not_tell_what_the_phase_hides() throws Exception {
    scored.submission(one, "ada", result("0.75", "1"));
    scored.update("update phase set hide_output = true where id = :id", one.value());
    assertThat(ada.page(path + "/submissions").select("tbody").text()).doesNotContain("0.75");
    assertThat(owner.page(path + "/submissions?of=all").select("tbody").text()).contains("0.75");
  }
}

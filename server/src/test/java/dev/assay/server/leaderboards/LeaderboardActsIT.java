package dev.assay.server.leaderboards;

import static dev.assay.server.leaderboards.BoardBed.result;
import static dev.assay.server.testing.Patience.await;
import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.testing.Script;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What is done with a board: exported, chosen for, audited, and listed beside. */
class LeaderboardActsIT extends OnBoards {
  @Test
  void a_board_is_exported_whole_and_harmless_to_spreadsheets() throws Exception {
    bed.scored.update("update account set display_name = '=cmd|A1' where username = 'bob'", 0);
    bed.scored.submission(bed.one, "bob", result("-0.25", "1.5"));
    bed.scored.submission(bed.one, "ada", Map.of("accuracy", "-3"));

    var csv = bed.ada.get("/phases/" + bed.one + "/leaderboard.csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename=\"leaderboard-" + bed.one + ".csv\"");
    assertThat(csv.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    var lines = csv.body().split("\r\n");
    assertThat(lines[0]).isEqualTo("rank,participant,submission,received,accuracy,seconds,total");
    assertThat(lines[1]).startsWith("1,'=cmd|A1,").endsWith(",-0.25,1.5,1.25");
    assertThat(lines[2]).startsWith("2,ada,").endsWith(",-3,,-3");

    var json = body(bed.adas.get("/api/v1/phases/" + bed.one + "/leaderboard"));
    assertThat(json.path("submissionRule").asString()).isEqualTo("Force_Best");
    assertThat(json.path("columns").size()).isEqualTo(3);
    assertThat(json.path("rows").path(1).path("scores").has("seconds")).isFalse();
    assertThat(
            body(bed.owners.get("/api/v1/phases/" + bed.one + "/leaderboard"))
                .path("columns")
                .size())
        .isEqualTo(4);
    bed.scored.update("update account set display_name = 'bob' where username = 'bob'", 0);
  }

  @Test
  void organisers_export_results_under_codabenchs_names() throws Exception {
    var id = bed.scored.submission(bed.two, "ada", result("0.5", "2"), result("0.25", "4"));
    bed.scored.update(
        "update submission set fact_sheet_answers = '{\"method\": \"trees, many\"}' where id = :id",
        id.value());

    assertThat(bed.ada.get("/phases/" + bed.two + "/results.csv").statusCode()).isEqualTo(404);
    var lines = bed.owner.get("/phases/" + bed.two + "/results.csv").body().split("\r\n");
    assertThat(lines[0]).startsWith("Username,fact_sheet_answers,North(").contains(")-Secret,");
    assertThat(lines[1])
        .startsWith("ada-" + id + ",\"{\"\"method\"\":\"\"trees, many\"\"}\",0.5000000000,")
        .contains("2.0000000000,5.0000000000,2.5000000000,0.2500000000");
    var json = body(bed.owners.get("/api/v1/phases/" + bed.two + "/results")).path("ada-" + id);
    assertThat(json.path("fact_sheet_answers").path("method").asString()).isEqualTo("trees, many");
    assertThat(json.properties().stream().map(Map.Entry::getKey))
        .hasSize(9)
        .anyMatch(name -> name.matches("South\\([0-9]+\\)-Accuracy"));
  }

  @Test
  void with_a_rule_of_choice_participants_choose_by_page_and_by_program() throws Exception {
    bed.rule("Add_And_Delete");
    var first = bed.scored.submission(bed.one, "ada", result("0.8", "1"));
    var second = bed.scored.submission(bed.one, "ada", result("0.9", "1"));
    assertThat(ranked()).containsExactly(first);

    assertThat(bed.adas.put("/api/v1/submissions/" + second + "/leaderboard").statusCode())
        .isEqualTo(204);
    assertThat(ranked()).containsExactly(second);
    assertThat(bed.adas.delete("/api/v1/submissions/" + second + "/leaderboard").statusCode())
        .isEqualTo(204);
    assertThat(ranked()).isEmpty();
    var page = bed.ada.page("/submissions/" + first);
    assertThat(page.text()).contains("It does not stand on the leaderboard.");
    assertThat(page.select("button[form=board-add]").text()).isEqualTo("Put it on the leaderboard");
    bed.ada.post("/submissions/" + first, "/submissions/" + first + "/leaderboard", "choice=add");
    assertThat(bed.ada.page("/submissions/" + first).select("button[form=board-remove]"))
        .hasSize(1);
    assertThat(ranked()).containsExactly(first);
    assertThat(
            bed.bob
                .post(
                    bed.path + "/submit", "/submissions/" + first + "/leaderboard", "choice=remove")
                .statusCode())
        .isEqualTo(404);
    assertThat(bed.owners.delete("/api/v1/submissions/" + first + "/leaderboard").statusCode())
        .isEqualTo(204);
    assertThat(ranked()).isEmpty();
  }

  @Test
  void a_choice_and_a_result_of_the_same_submission_wait_for_each_other_one_way() throws Exception {
    bed.rule("Add_And_Delete");
    var first = bed.scored.submission(bed.one, "ada", result("0.8", "1"));
    var jdbc = bed.site.bean(JdbcClient.class);

    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var choice =
          bed.site
              .bean(TransactionOperations.class)
              .execute(
                  result -> {
                    jdbc.sql("update submission set state = state where id = :id")
                        .param("id", first.value())
                        .update();
                    var choosing =
                        others.submit(
                            () -> bed.adas.delete("/api/v1/submissions/" + first + "/leaderboard"));
                    await()
                        .until(
                            () ->
                                jdbc.sql(
                                        """
                                        select exists (select 1 from pg_stat_activity
                                         where datname = current_database()
                                           and wait_event_type = 'Lock')""")
                                    .query(Boolean.class)
                                    .single());
                    bed.site.bean(BoardKeeping.class).begin(bed.one);
                    return choosing;
                  });
      assertThat(choice.get().statusCode()).isEqualTo(204);
    }
    assertThat(ranked()).isEmpty();
  }

  @Test
  void refusals_say_which_rule_stands_in_the_way() throws Exception {
    var id = bed.scored.submission(bed.one, "ada", result("0.8", "1"));
    var failed = bed.scored.submission(bed.one, "ada", Map.of());

    var forced = bed.adas.delete("/api/v1/submissions/" + id + "/leaderboard");
    assertThat(forced.statusCode()).isEqualTo(409);
    assertThat(forced.body()).contains("rule of this leaderboard alone decides");
    bed.rule("Add");
    var stays = bed.adas.delete("/api/v1/submissions/" + id + "/leaderboard");
    assertThat(stays.statusCode()).isEqualTo(409);
    assertThat(stays.body()).contains("cannot be taken off");
    var unfinished = bed.adas.put("/api/v1/submissions/" + failed + "/leaderboard");
    assertThat(unfinished.statusCode()).isEqualTo(409);
    assertThat(unfinished.body()).contains("with scores");
    assertThat(
            Script.of(bed.site, "bob")
                .put("/api/v1/submissions/" + id + "/leaderboard")
                .statusCode())
        .isEqualTo(404);
    assertThat(
            Script.ofNobody(bed.site)
                .get("/api/v1/phases/" + bed.one + "/leaderboard")
                .statusCode())
        .isEqualTo(200);
  }

  private List<SubmissionId> ranked() throws Exception {
    return body(bed.owners.get("/api/v1/phases/" + bed.one + "/leaderboard"))
        .path("rows")
        .valueStream()
        .map(row -> new SubmissionId(row.path("submission").asLong()))
        .toList();
  }

  @Test
  void organisers_have_a_board_audited_and_made_afresh() throws Exception {
    var id = bed.scored.submission(bed.one, "ada", result("0.8", "1"));
    var audit = "/phases/" + bed.one + "/leaderboard/audit";
    assertThat(bed.ada.get(audit).statusCode()).isEqualTo(404);
    assertThat(bed.adas.get("/api/v1" + audit).statusCode()).isEqualTo(404);
    assertThat(bed.owner.page(bed.board(bed.one)).select("main a[href$=audit]").attr("href"))
        .isEqualTo(audit);
    assertThat(bed.owner.page(audit).text()).contains("The board agrees", "1 row compared");

    bed.scored.update(
        "update leaderboard_row set sort_key = '{0,0,0}' where submission_id <> :id", 0);
    bed.scored.update(
        "update leaderboard_row set column_values = '{\"accuracy\": 1}' where submission_id = :id",
        id.value());
    assertThat(body(bed.owners.get("/api/v1" + audit)).path("agrees").asBoolean()).isFalse();
    assertThat(bed.owner.page(audit).text()).contains("1 difference");
    bed.owner.post(audit, "/phases/" + bed.one + "/leaderboard/remake");
    assertThat(body(bed.owners.get("/api/v1" + audit)).path("agrees").asBoolean()).isTrue();
  }

  @Test
  void lists_of_submissions_are_narrowed_and_read_page_by_page() throws Exception {
    for (var number = 0; number < 30; number++) {
      bed.scored.submission(bed.one, "ada", result("0.5", "1"));
      bed.scored.submission(bed.two, "bob", result("0.5", "1"), result("0.6", "1"));
    }
    var failed = bed.scored.submission(bed.two, "bob", Map.of(), Map.of());
    bed.scored.update("update submission set state = 'failed' where id = :id", failed.value());
    var list = bed.path + "/submissions";

    var first = bed.owner.page(list + "?of=all");
    assertThat(first.select("tbody tr")).hasSize(50);
    assertThat(first.select("tbody tr th a").getFirst().text()).isEqualTo("#" + failed);
    var second = bed.owner.page(first.select(".pager a[rel=next]").attr("href"));
    assertThat(second.select("tbody tr")).hasSize(11);
    assertThat(second.select(".pager a").eachText()).containsExactly("Newest");
    assertThat(bed.owner.page(list + "?of=all&state=failed").select("tbody tr")).hasSize(1);
    assertThat(bed.owner.page(list + "?of=all&user=ADA").select("tbody tr")).hasSize(30);
    assertThat(bed.owner.page(list + "?of=all&user=ADA&phase=" + bed.two).text())
        .contains("No submission fits");
    assertThat(bed.owner.page(list + "?of=all&user=nobody-here").text())
        .contains("No submission fits");

    assertThat(bed.ada.page(list + "?of=all").select("tbody tr")).hasSize(30);
    assertThat(bed.ada.page(list + "?of=all").text()).doesNotContain("Everybody's");
    var json = body(bed.owners.get("/api/v1" + list + "?of=all&phase=" + bed.two));
    assertThat(json.path("submissions").size()).isEqualTo(31);
    assertThat(json.path("next").isNull()).isTrue();
    assertThat(json.path("submissions").path(1).path("score").asString()).startsWith("0.55");
  }

  @Test
  void a_list_does_not_tell_what_the_phase_hides() throws Exception {
    bed.scored.submission(bed.one, "ada", result("0.75", "1"));
    bed.scored.update("update phase set hide_output = true where id = :id", bed.one.value());
    assertThat(bed.ada.page(bed.path + "/submissions").select("tbody").text())
        .doesNotContain("0.75");
    assertThat(bed.owner.page(bed.path + "/submissions?of=all").select("tbody").text())
        .contains("0.75");
  }
}

package dev.assay.server.leaderboards;

import static dev.assay.server.leaderboards.BoardBed.cells;
import static dev.assay.server.leaderboards.BoardBed.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a board shows, and to whom. */
class LeaderboardHttpIT extends OnBoards {
  @Test
  void ranks_ties_precision_and_my_own_row_are_shown() throws Exception {
    bed.scored.submission(bed.one, "ada", result("0.94321", "7.4"));
    bed.scored.submission(bed.one, "bob", result("0.943210", "7.40"));
    bed.scored.submission(bed.one, "owner", Map.of("seconds", "1"));

    var rows = bed.ada.page(bed.board(bed.one)).select(".board tbody tr");

    assertThat(rows.select(".rank").eachText()).containsExactly("=1", "=1", "3");
    assertThat(cells(rows.get(0))).containsExactly("0.943", "7", "8.34");
    assertThat(cells(rows.get(2))).containsExactly("–", "1", "1.00");
    assertThat(rows.select(".mine th").text()).contains("ada", "you");
    assertThat(rows.select(".mine a").attr("href")).startsWith("/submissions/");
    assertThat(rows.get(1).select("a[href^=/submissions]")).isEmpty();
    assertThat(bed.ada.page(bed.board(bed.one)).text()).doesNotContain("Secret");
    assertThat(new Browser(bed.site).page(bed.board(bed.one)).select(".board tbody tr")).hasSize(3);
  }

  @Test
  void an_empty_board_says_what_will_be_there_and_other_phases_are_a_click_away() throws Exception {
    var page = bed.ada.page(bed.path + "/leaderboard");
    assertThat(page.text()).contains("Nobody is ranked yet");
    assertThat(page.select(".chapters a").eachText()).containsExactly("One", "Two");
    assertThat(page.select(".chapters [aria-current]").text()).isEqualTo("Two");
    assertThat(bed.ada.get(bed.board(new PhaseId(999_999))).statusCode()).isEqualTo(404);
  }

  @Test
  void with_several_tasks_rows_are_means_and_incomplete_ones_come_last() throws Exception {
    bed.scored.submission(bed.two, "ada", result("0.5", "2"), result("0.7", "4"));
    bed.scored.submission(bed.two, "bob", result("0.99", "1"), Map.of("seconds", "1"));
    bed.scored.submission(bed.two, "owner", result("0.1", "1"), result("0.2", "3"));
    bed.rule("Force_Latest_Multiple");
    bed.owners.json("POST", "/api/v1/phases/" + bed.two + "/leaderboard/remake", Map.of());

    var page = bed.ada.page(bed.board(bed.two));
    var rows = page.select(".board tbody tr");

    // A missing value of one task: the mean of the others, as the scores are there.
    assertThat(rows.select("th .user-name").eachText()).containsExactly("bob", "ada", "owner");
    assertThat(cells(rows.get(1)))
        .containsExactly("0.600", "3", "3.60", "0.500", "2", "2.50", "0.700", "4", "4.70");
    assertThat(page.select("thead .heading-more").eachText()).contains("North", "South");

    bed.scored.submission(bed.two, "bob", result("1", "1"), Map.of());
    assertThat(bed.ada.page(bed.board(bed.two)).select(".board tbody tr")).hasSize(3);
  }

  @Test
  void who_has_no_score_yet_reads_how_many_are_ranked() throws Exception {
    assertThat(bed.ada.page(bed.path).select(".figures").text())
        .contains("Your rank – nobody is ranked yet");
    bed.scored.submission(bed.one, "bob", result("0.9", "1"));
    bed.scored.submission(bed.two, "bob", result("0.9", "1"), result("0.9", "1"));
    assertThat(bed.ada.page(bed.path).select(".figures").text())
        .contains("Your rank – of 1, once you have a score");
    bed.scored.update(
        "update leaderboard set hidden = true where competition_id = :id",
        ScoredForTests.id(bed.path));
    assertThat(bed.ada.page(bed.path).select(".figures").text())
        .contains("Left today")
        .doesNotContain("Your rank");
  }

  @Test
  void a_hidden_board_is_for_organisers_alone() throws Exception {
    bed.scored.submission(bed.one, "ada", result("0.9", "1"));
    bed.scored.update(
        "update leaderboard set hidden = true where competition_id = :id",
        ScoredForTests.id(bed.path));

    assertThat(bed.ada.page(bed.board(bed.one)).text())
        .contains("shows this leaderboard to nobody yet");
    assertThat(bed.ada.page(bed.board(bed.one)).select(".board")).isEmpty();
    for (var url :
        List.of(
            "/phases/" + bed.one + "/leaderboard.csv",
            "/api/v1/phases/" + bed.one + "/leaderboard",
            "/phases/" + bed.one + "/results.csv")) {
      assertThat(bed.ada.get(url).statusCode()).as(url).isEqualTo(404);
      assertThat(bed.owner.get(url).statusCode()).as(url).isEqualTo(200);
    }
    assertThat(bed.ada.page(bed.path).text()).doesNotContain("0.9");
    var page = bed.owner.page(bed.board(bed.one));
    assertThat(page.text()).contains("Only organisers see this leaderboard");
    assertThat(page.select(".board tbody tr")).hasSize(1);
  }

  @Test
  void a_board_of_an_unpublished_competition_does_not_exist_for_others() throws Exception {
    bed.scored.submission(bed.one, "ada", result("0.9", "1"));
    bed.owner.post(bed.path + "/organise", bed.path + "/unpublish");
    var eve = new Browser(bed.site);
    for (var url :
        List.of(
            bed.board(bed.one),
            "/phases/" + bed.one + "/leaderboard.csv",
            "/api/v1/phases/" + bed.one + "/leaderboard")) {
      assertThat(eve.get(url).statusCode()).as(url).isEqualTo(404);
    }
  }

  @Test
  void a_long_board_is_shown_in_parts_with_my_row_in_each() throws Exception {
    bed.rule("Force_Latest_Multiple");
    for (var number = 0; number < BoardViews.PAGE + 20; number++) {
      bed.scored.submission(bed.one, "bob", result("0." + (999 - number), "1"));
    }
    bed.scored.submission(bed.one, "ada", result("0.9985", "1"));

    var first = bed.ada.page(bed.board(bed.one));
    assertThat(first.select(".board tbody tr")).hasSize(BoardViews.PAGE);
    assertThat(first.select(".pager").text()).contains("1 to 100 of 121 rows", "After");
    assertThat(first.select(".board tbody tr").get(1).className()).contains("mine");

    var second = bed.ada.page(first.select(".pager a[rel=next]").attr("href"));
    var rows = second.select(".board tbody tr");
    assertThat(rows).hasSize(22);
    assertThat(rows.getFirst().className()).contains("mine");
    assertThat(rows.getFirst().select(".rank").text()).isEqualTo("2");
    assertThat(rows.get(1).select(".rank").text()).isEqualTo("101");
    assertThat(second.select(".pager").text()).contains("101 to 121 of 121 rows", "Before");
    assertThat(bed.ada.page(bed.board(bed.one) + "&from=4711").text()).contains("ends before that");
    assertThat(bed.ada.get(bed.board(bed.one) + "&from=-3").statusCode()).isEqualTo(200);
  }

  @Test
  void answers_of_the_fact_sheet_stand_on_the_board_where_the_organiser_wants_them()
      throws Exception {
    var id = bed.scored.submission(bed.one, "ada", result("0.9", "1"));
    bed.scored.update(
        "update submission set fact_sheet_answers ="
            + " '{\"method\": \"<b>trees</b>\", \"phone\": \"12345\"}' where id = :id",
        id.value());

    var page = bed.bob.page(bed.board(bed.one));
    assertThat(page.select("thead").text()).contains("Method used").doesNotContain("Telephone");
    assertThat(page.select(".board tbody").text()).contains("<b>trees</b>").doesNotContain("12345");
  }

  @Test
  void detailed_results_are_linked_where_the_switches_say_so() throws Exception {
    var id = bed.scored.submission(bed.one, "ada", result("0.8", "1"));
    var html = "<p>how it went</p>".getBytes(StandardCharsets.UTF_8);
    var blob =
        bed.site
            .bean(Storage.class)
            .store(new ByteArrayInputStream(html), 1000, "detailed.html", "text/html");
    bed.scored.withDetails(id, blob.id().value());

    var link = bed.bob.page(bed.board(bed.one)).select(".board a:contains(Details)").attr("href");
    var shown = bed.bob.get(link);
    assertThat(shown.body()).contains("how it went");
    assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox");

    bed.scored.update(
        "update competition set show_detailed_results_in_leaderboard = false where id = :id",
        ScoredForTests.id(bed.path));
    assertThat(bed.bob.page(bed.board(bed.one)).select(".board a:contains(Details)")).isEmpty();
    assertThat(bed.bob.get(link).statusCode()).isEqualTo(404);
    assertThat(bed.ada.get(link).statusCode()).isEqualTo(200);
  }
}

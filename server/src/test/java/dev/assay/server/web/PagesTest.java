package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.competitions.CompetitionHead.Standing;
import dev.assay.server.competitions.JoinView;
import dev.assay.server.web.samples.SampleCompetitions;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What single pages say. */
class PagesTest {

  @Test
  void a_visitor_is_offered_to_log_in_and_not_to_upload() {
    var page = Rendered.sample("visitor-home");

    assertThat(links(page)).contains("/login", "/sign-up").doesNotContain("/bundles/new");
  }

  @Test
  void an_organiser_finds_the_upload_and_the_way_out() {
    var page = Rendered.sample("home");

    assertThat(links(page)).contains("/bundles/new", "/account");
    assertThat(page.select("form[action=/logout][method=post] button").text()).isEqualTo("Log out");
  }

  @Test
  void the_navigation_says_where_the_reader_is() {
    assertThat(Rendered.sample("queue").select("nav[aria-label=Site] [aria-current=page]").text())
        .isEqualTo("Queues");
  }

  @Test
  void a_competition_shows_its_deadline_the_rank_and_what_is_left() {
    var figures = Rendered.sample("competition").select(".figures").text();

    assertThat(figures).contains("in 2 days 2 h", "13 Mar 2026, 23:40 UTC");
    assertThat(figures).contains("Your rank 4 of 31, with 0.9433", "Left today 3 of 88");
  }

  @Test
  void a_limit_of_the_day_alone_is_not_read_as_nothing_left() {
    assertThat(figures(new Standing(null, 0, "", 3, null)))
        .contains("Left today 3 no limit in all");
    assertThat(figures(new Standing(null, 0, "", null, null)))
        .contains("Left today No limit today or in all");
  }

  private static String figures(Standing standing) {
    var head = SampleCompetitions.head(Membership.PARTICIPANT, standing);
    var join = new JoinView(head, Prose.ofMarkdown(""), true, "");
    return Rendered.page(join, new Viewer("ada", true, false)).select(".figures").text();
  }

  @Test
  void who_does_not_take_part_yet_is_not_sent_to_submit() {
    assertThat(links(Rendered.sample("join"))).noneMatch(link -> link.endsWith("/submit"));
    assertThat(links(Rendered.sample("leaderboard"))).anyMatch(link -> link.endsWith("/submit"));
  }

  @Test
  void a_list_of_addresses_with_a_mistake_says_so_to_the_screen_reader() {
    var page = Rendered.sample("people-refused");
    var field = page.select("#emails");

    assertThat(field.attr("aria-invalid")).isEqualTo("true");
    assertThat(field.attr("aria-describedby")).contains("emails-error");
    assertThat(page.select("#emails-error").text()).contains("is no e-mail address");
  }

  @Test
  void what_failed_in_a_try_is_told_before_the_leaderboard_it_makes() {
    assertThat(Rendered.sample("trial-done").select("#state h2").eachText())
        .containsSubsequence("Why it failed", "The leaderboard this makes");
  }

  @Test
  void the_timeline_marks_the_open_phase_and_only_that() {
    var now = Rendered.sample("competition").select(".timeline [aria-current=step]");

    assertThat(now).hasSize(1);
    assertThat(now.text()).contains("Development", "now", "closes in 2 days 2 h");
  }

  @Test
  void the_organisers_words_are_shown_without_their_scripts() {
    var prose = Rendered.sample("competition").select(".prose");

    assertThat(prose.select("table td").eachText()).contains("share of digits read right");
    assertThat(prose.select("script")).isEmpty();
    assertThat(prose.text()).doesNotContain("never");
  }

  @Test
  void a_visitor_may_read_a_competition_and_is_asked_to_log_in_to_take_part() {
    var page = Rendered.sample("visitor-competition");

    assertThat(page.select(".head-action a").attr("href")).isEqualTo("/login");
    assertThat(page.select(".tabs a").eachText()).containsExactly("Overview", "Leaderboard");
    assertThat(page.select(".chapters [aria-current]").text()).isEqualTo("Data");
  }

  @Test
  void the_submit_page_says_when_it_is_late_and_posts_without_script() {
    var page = Rendered.sample("submit");
    var form = page.expectFirst("form[data-upload]");

    assertThat(form.attr("action")).isEqualTo("/competitions/7/submit");
    assertThat(form.attr("enctype")).isEqualTo("multipart/form-data");
    assertThat(form.select("input[type=file][name=file][required]")).hasSize(1);
    assertThat(page.select("aside").text())
        .contains("11 Mar 2026, 21:40 UTC", "13 Mar 2026, 23:40 UTC", "last byte");
  }

  @Test
  void nothing_can_be_sent_when_the_limit_is_reached() {
    var page = Rendered.sample("submit-closed");

    assertThat(page.select("form[data-upload]")).isEmpty();
    assertThat(page.select(".notice").text()).contains("used your 5 submissions of today");
  }

  @Test
  void a_running_submission_is_followed_and_may_be_cancelled() {
    var page = Rendered.sample("submission-running");
    var state = page.select("#state");

    assertThat(state.attr("hx-get")).isEqualTo("/submissions/4711/state");
    assertThat(state.select("[aria-current=step]").text()).startsWith("Prediction");
    assertThat(state.select("button[form=cancel]").text()).isEqualTo("Cancel");
    assertThat(page.select("form#cancel").attr("action")).isEqualTo("/submissions/4711/cancel");
    assertThat(page.select("[data-log]").attr("data-stream"))
        .isEqualTo("/submissions/4711/log/stream");
  }

  @Test
  void a_final_submission_is_no_longer_asked_for() {
    var page = Rendered.sample("submission-scored");

    assertThat(page.select("#state[hx-get], [data-log][data-stream]")).isEmpty();
    assertThat(page.select("#state button[form=cancel]")).isEmpty();
  }

  @Test
  void scores_have_the_decimals_of_their_column() {
    var scores = Rendered.sample("submission-scored").select(".scores dd.mono").eachText();

    assertThat(scores).containsExactly("0.9433", "7.1", "–");
  }

  @Test
  void what_a_program_prints_is_text_and_nothing_else() {
    var log = Rendered.sample("submission-running").select("[data-log-text]");

    assertThat(log.text()).contains("<b>not bold</b>, predicting 597 digits");
    assertThat(log.select("b")).isEmpty();
    assertThat(log.select(".ansi-2").text()).isEqualTo("Fitted");
    assertThat(log.select(".log-err").text()).contains("RuntimeWarning");
    assertThat(log.select("section:not([hidden]) h3").eachText())
        .containsExactly("Worker", "Prediction · ingestion program");
  }

  @Test
  void a_failure_says_why_whose_fault_and_what_to_do() {
    var failure = Rendered.sample("submission-failed").select(".failure");

    assertThat(failure.select("h2").text())
        .isEqualTo("Your program ended with exit code 1 after 2.4 s.");
    assertThat(failure.text())
        .contains("Whose fault: Your submission")
        .contains("AttributeError")
        .contains("Correct the error above and submit again.")
        .contains("It did not count against your limit.");
  }

  @Test
  void the_receipt_names_the_moment_and_the_hash() {
    assertThat(Rendered.sample("submission-scored").select(".receipt").text())
        .contains("11 Mar 2026, 21:39 UTC, when the last byte had arrived", "84 kB", "9f86d081");
  }

  @Test
  void ties_share_a_rank_and_my_row_is_marked() {
    var board = Rendered.sample("leaderboard").select(".board tbody tr");

    assertThat(board.select(".rank").eachText())
        .containsExactly("1", "2", "3", "=4", "=4", "6", "7", "8");
    assertThat(board.select(".mine th").text()).contains("ada", "you");
    assertThat(board.select(".mine a").attr("href")).isEqualTo("/submissions/4708");
    assertThat(board.select(".moved-up").getFirst().text()).isEqualTo("up 1");
  }

  @Test
  void bars_show_the_distance_and_the_best_fills_its_own() {
    var bars = Rendered.sample("leaderboard").select(".bar-part").eachAttr("width");

    assertThat(bars).hasSize(8).startsWith("100%", "97%").endsWith("10%");
  }

  @Test
  void empty_lists_say_what_would_be_here() {
    assertThat(Rendered.sample("visitor-leaderboard-empty").select(".empty").text())
        .contains("first submission that gets a score");
    assertThat(Rendered.sample("visitor-competitions-empty").select(".empty").text())
        .contains("once an organiser has made it");
    assertThat(Rendered.sample("queue-empty").select(".empty").text())
        .contains("Submissions wait until one does");
  }

  @Test
  void a_refused_bundle_shows_each_finding_with_its_line_and_fix() {
    var report = Rendered.sample("bundle-refused").select(".report");

    assertThat(report.select(".report-count").text()).isEqualTo("2 errors, 1 warning");
    assertThat(report.select(".finding").getFirst().text())
        .contains("Error", "has no end", "competition.yaml:31:5", "- name: Development")
        .contains("Write an end before 1 May 2026");
  }

  @Test
  void a_queue_names_its_workers_what_they_run_and_since_when() {
    var row = Rendered.sample("queue").select("tr:has(.worker-name)").getFirst();

    assertThat(row.text()).contains("lab-3", "Running", "2 of 2", "#4711 prediction, 12 s");
    assertThat(row.select("a").eachAttr("href")).containsExactly("/submissions/4711");
  }

  @Test
  void a_wrong_field_says_so_to_the_eye_and_to_the_screen_reader() {
    var page = Rendered.sample("visitor-sign-up");
    var field = page.select("#username");

    assertThat(field.attr("aria-invalid")).isEqualTo("true");
    assertThat(field.attr("aria-describedby")).contains("username-error");
    assertThat(page.select("#username-error").text()).contains("already called “grace”");
    assertThat(page.select("#password").hasAttr("value")).isFalse();
  }

  @Test
  void revoking_a_token_asks_first() {
    var page = Rendered.sample("account");

    assertThat(page.select("button[commandfor=revoke-1]").getFirst().attr("command"))
        .isEqualTo("show-modal");
    assertThat(page.select("dialog#revoke-1 form").attr("action"))
        .isEqualTo("/account/tokens/1/revoke");
  }

  @Test
  void an_error_page_says_what_to_do_and_shows_no_trace() {
    assertThat(Rendered.sample("error-500").select("main").text())
        .contains("The site failed to answer", "not yours", "Load the page again")
        .doesNotContain("Exception");
  }

  private static List<String> links(Document page) {
    return page.select("a[href]").eachAttr("href");
  }
}

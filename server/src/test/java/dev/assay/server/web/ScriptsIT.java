package dev.assay.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts do, under the site's content security policy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsIT {

  private GuideInBrowser guide;

  @BeforeAll
  void start() {
    guide = new GuideInBrowser();
  }

  @AfterAll
  void stop() {
    guide.close();
  }

  @AfterEach
  void forget() {
    guide.complaints.clear();
  }

  @Test
  void a_live_log_goes_on_where_it_broke_off_and_ends_with_the_result() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/submission-running");
      var log = page.locator("[data-log-text]");
      assertThat(log).containsText("first halfgreen <i>text</i>");
      assertThat(log.locator("i")).hasCount(0);
      assertThat(log.locator(".ansi-2").last()).hasText("green");
      assertThat(log).containsText("resumed behind 19");
      assertThat(page.locator("#state .scores")).containsText("0.9433");
      assertThat(page.locator("[data-log-live]")).isHidden();
      assertThat(page.locator("[data-announce]")).containsText("on the leaderboard at rank 4");
    }
  }

  @Test
  void a_log_can_be_searched() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/submission-failed");
      page.fill("[data-log-search]", "digits");
      assertThat(page.locator("[data-log-found]")).hasText("2 found");
      page.press("[data-log-search]", "Enter");
      assertThat(page.locator("[data-log-found]")).hasText("1 of 2");
      page.fill("[data-log-search]", "nowhere");
      assertThat(page.locator("[data-log-found]")).hasText("nothing found");
    }
  }

  @Test
  void a_table_sorts_by_any_column_and_keeps_what_has_no_value_last() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/leaderboard");
      var names = page.locator(".board tbody .user-name");
      page.click("th:has-text('Worst digit') button");
      assertThat(page.locator("th:has-text('Worst digit')"))
          .hasAttribute("aria-sort", "descending");
      assertThat(names.first()).hasText("grace");
      assertThat(names.last()).hasText("barbara");
      page.click("th:has-text('Worst digit') button");
      assertThat(names.first()).hasText("john");
      assertThat(names.last()).hasText("barbara");
    }
  }

  @Test
  void a_chosen_theme_is_kept() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/home");
      var light = background(page);
      page.click("[data-theme-choice=dark]");
      assertThat(background(page)).isNotEqualTo(light);
      page.reload();
      assertThat(background(page)).isNotEqualTo(light);
      assertThat(page.locator("[data-theme-choice=dark]")).hasAttribute("aria-pressed", "true");
    }
  }

  @Test
  void a_destructive_act_asks_first_and_escape_leaves_it_undone() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/account");
      page.click("button[commandfor=revoke-1]");
      assertThat(page.locator("#revoke-1")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator("#revoke-1")).isHidden();
    }
  }

  @Test
  void the_account_menu_opens_and_closes_by_keyboard() {
    try (var context = guide.look(360, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/home");
      page.focus(".menu-button");
      page.keyboard().press("Enter");
      assertThat(page.locator("#user-menu")).isVisible();
      page.keyboard().press("Tab");
      assertThat(page.locator("#user-menu a")).isFocused();
      page.keyboard().press("Escape");
      assertThat(page.locator("#user-menu")).isHidden();
    }
  }

  /** Where the focus is, how often it is marked in the tree, and whether one sees it. */
  private static final String FOCUS =
      """
      () => {
        const one = document.activeElement;
        if (one === document.body) return "end";
        const seen = one.checkVisibility() && getComputedStyle(one).outlineStyle !== "none";
        const again = one.dataset.walked;
        one.dataset.walked = "yes";
        return again ? "again" : (seen ? "seen" : "unseen: ") + (seen ? "" : one.outerHTML.slice(0, 120));
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submit",
        "leaderboard",
        "organise",
        "people",
        "runs",
        "trials",
        "trial-done",
        "plan",
        "queue-own",
        "exports",
        "account",
        "upload",
        "submission-scored",
        "assign-queue",
        "task"
      })
  void the_tab_key_leads_through_a_page_and_one_always_sees_where_one_is(String name) {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/" + name);
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();

      var steps = new ArrayList<Object>();
      for (var step = page.evaluate(FOCUS);
          !step.equals("end") && !step.equals("again");
          step = page.evaluate(FOCUS)) {
        steps.add(step);
        page.keyboard().press("Tab");
      }

      assertThat(steps).hasSizeGreaterThan(8).containsOnly("seen");
    }
  }

  @Test
  void nothing_moves_for_whom_asked_for_less_motion() {
    try (var context = guide.still()) {
      var page = guide.open(context, "/styleguide");
      assertThat(
              page.evaluate(
                  """
              () => [...document.querySelectorAll("*")].filter((one) => {
                const style = getComputedStyle(one);
                return style.animationName !== "none"
                  || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
              }).map((one) => one.outerHTML.slice(0, 120))
              """))
          .isEqualTo(List.of());
    }
  }

  @Test
  void copying_says_that_it_copied() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
      var page = guide.open(context, "/sample/new-token");
      page.locator(".copy").first().click();
      assertThat(page.locator(".copy").first()).hasText("Copied");
      assertThat(page.evaluate("navigator.clipboard.readText()"))
          .isEqualTo("assay_x0BW1mC2q8nT5vY7zR4kJ9hL3pD6sF0g");
    }
  }

  @Test
  void without_script_everything_can_be_read_and_no_dead_tools_are_shown() {
    try (var context = guide.withoutScript()) {
      var page = context.newPage();
      page.navigate("/sample/submission-running");
      assertThat(page.locator("[data-log-text]")).containsText("Training on 1200 digits");
      assertThat(page.locator("noscript a").first()).isVisible();
      assertThat(page.locator(".log-tools")).isHidden();
      assertThat(page.locator(".theme")).isHidden();
    }
  }

  @Test
  void the_scripts_break_no_rule_of_the_policy() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/queue");
      page.waitForResponse("**/queues/1/state", () -> {});
      page.navigate("/sample/submission-running");
      assertThat(page.locator("#state .scores")).isVisible();
    }
    assertThat(guide.complaints).isEmpty();
  }

  private static Object background(Page page) {
    return page.evaluate("getComputedStyle(document.body).backgroundColor");
  }
}

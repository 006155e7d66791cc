package dev.assay.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
  void an_upload_is_looked_into_sent_and_leads_on() throws IOException {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/submit");
      page.setInputFiles("#file", zip("digits.zip", "model.py", "print(1)"));
      assertThat(page.locator("[data-check]")).containsText("digits.zip");
      page.selectOption("select[name='answer.method']", "tree");
      page.click("[data-send]");
      page.waitForURL(Pattern.compile("/sample/submission-running\\?token=sample"));
    }
  }

  @Test
  void what_is_not_a_zip_is_not_even_sent() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/submit");
      page.setInputFiles(
          "#file", new FilePayload("report.pdf", "application/pdf", "%PDF".getBytes(UTF_8)));
      assertThat(page.locator("[data-check] .finding")).containsText("is not a zip");
      assertThat(page.locator("[data-send]")).isDisabled();
    }
  }

  @Test
  void a_refused_upload_says_why_and_can_be_tried_again() throws IOException {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/upload");
      page.setInputFiles("#file", zip("bundle.zip", "refuse me", ""));
      page.click("[data-send]");
      assertThat(page.locator("[data-problems]")).containsText("The site found a fault.");
      assertThat(page.locator("[data-problems]")).containsText("Correct it.");
      assertThat(page.locator("[data-send]")).isEnabled();
    }
  }

  @Test
  void a_file_dropped_on_the_area_is_taken() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/submit");
      page.evaluate(
          """
          const data = new DataTransfer();
          data.items.add(new File(["not a zip"], "dropped.zip"));
          document.querySelector("[data-drop]")
            .dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
          """);
      assertThat(page.locator("[data-check]")).containsText("dropped.zip");
    }
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

  /** The addresses that forms are sent to; the answers say nothing, so that the page stays. */
  private static List<String> sent(Page page) {
    var sent = new ArrayList<String>();
    page.route(
        url -> true,
        route -> {
          if (route.request().method().equals("POST")) {
            sent.add(route.request().url().replaceFirst("^https?://[^/]+", ""));
            route.fulfill(new Route.FulfillOptions().setStatus(204));
          } else {
            route.fallback();
          }
        });
    return sent;
  }

  @Test
  void a_form_whose_button_is_pressed_again_meanwhile_is_sent_once() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/runs");
      var sent = sent(page);
      page.evaluate(
          """
          window.held = [];
          window.addEventListener("submit", (event) => window.held.push(event.defaultPrevented));
          """);
      var button = page.locator("form[action$='/reruns'] button").first();
      button.evaluate("(one) => { one.click(); one.click(); }");
      page.waitForCondition(() -> !sent.isEmpty());
      assertThat(page.evaluate("window.held")).isEqualTo(List.of(false, true));

      page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow'))");
      button.evaluate("(one) => one.click()");
      assertThat(page.evaluate("window.held")).isEqualTo(List.of(false, true, false));
    }
  }

  @Test
  void the_enter_key_in_the_reason_of_a_deletion_starts_no_run() {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, "/sample/submissions-all");
      var sent = sent(page);
      page.locator("summary:has-text('Delete the chosen ones')").click();
      page.locator("#delete-reason").fill("Sent by mistake");
      page.locator("#delete-reason").press("Enter");
      page.locator("button[formaction$='/submissions/delete']").click();
      page.waitForCondition(() -> !sent.isEmpty());

      assertThat(sent).containsExactly("/competitions/7/submissions/delete");
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

  private static FilePayload zip(String name, String entry, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(UTF_8));
      zip.closeEntry();
    }
    return new FilePayload(name, "application/zip", bytes.toByteArray());
  }
}

package dev.assay.server.competitions.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.assay.contract.Step;
import dev.assay.server.testing.Axe;
import dev.assay.server.testing.Chromium;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The editor with its script, in a real browser. */
class EditorInBrowserIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final List<String> PAGES =
      List.of(
          "about",
          "pages",
          "terms",
          "tasks",
          "phases",
          "leaderboard",
          "fact-sheet",
          "participation",
          "running",
          "check",
          "delete",
          "task",
          "parts/image",
          "parts/tasks-0-scoring_program",
          "parts/solutions-0-path");

  private static TestSite site;
  private static Chromium chromium;
  private static @Nullable String state;
  private static final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() {
    site = TestSite.start();
    chromium = new Chromium();
    var page = window(1440, ColorScheme.LIGHT);
    page.navigate("/sign-up");
    page.fill("[name=username]", "olga");
    page.fill("[name=email]", "olga@example.org");
    page.fill("[name=password]", "correct horse battery");
    page.click("main button[type=submit]");
    state = page.context().storageState();
    page.context().close();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  @BeforeEach
  void forget() {
    complaints.clear();
  }

  private static Page window(int width, ColorScheme theme) {
    var options =
        new Browser.NewContextOptions()
            .setBaseURL(site.url().toString())
            .setViewportSize(width, 900)
            .setColorScheme(theme)
            .setLocale("en-GB")
            .setTimezoneId("Europe/Berlin");
    if (state != null) {
      options.setStorageState(state);
    }
    var page = chromium.context(options).newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  private static Page window() {
    return window(1440, ColorScheme.LIGHT);
  }

  private static String draft(Page page, String title) {
    page.navigate("/drafts");
    page.fill("#title", title);
    page.click("text=Start");
    page.waitForURL(Pattern.compile(".*/about"));
    return page.url().replace("/about", "");
  }

  private static void saved(Page page) {
    assertThat(page.locator("#editor-status")).containsText("Saved");
  }

  /** A draft with something of everything in it. */
  private static String rich(Page page) {
    var draft = draft(page, "Flowers by their leaves");
    page.navigate(draft + "/phases");
    page.fill("#f-phases-0-end", "2027-01-31T23:59");
    page.click("text=Add a phase");
    page.waitForURL(Pattern.compile(".*phases\\?v=.*"));
    page.navigate(draft + "/leaderboard");
    page.click("text=Add a column");
    page.waitForURL(Pattern.compile(".*leaderboard\\?v=.*"));
    page.click("text=Add a leaderboard");
    assertThat(page.locator("#f-leaderboards-1-title")).hasValue("Leaderboard 2");
    page.navigate(draft + "/tasks");
    page.click("text=Add a sample solution");
    assertThat(page.locator("#f-solutions-0-name")).hasValue("Baseline");
    page.navigate(draft + "/fact-sheet");
    page.click("text=Add a question");
    page.waitForURL(Pattern.compile(".*fact-sheet\\?v=.*"));
    page.navigate(draft + "/running");
    page.fill("#f-docker-image", "no image at all");
    page.locator("#f-docker-image").blur();
    assertThat(page.locator("#f-docker-image-note")).containsText("cannot be the name");
    return draft;
  }

  @Test
  void every_page_fits_and_axe_finds_nothing() {
    var draft = rich(window());
    for (var width : new int[] {360, 1440}) {
      for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        var page = window(width, theme);
        Stream.concat(Stream.of("/drafts"), PAGES.stream().map(name -> draft + "/" + name))
            .forEach(address -> look(page, address, width, theme));
        page.context().close();
      }
    }
    assertThat(complaints).isEmpty();
  }

  private static void look(Page page, String address, int width, ColorScheme theme) {
    page.navigate(address);
    var name = address.replaceAll(".*/drafts/?\\d*/?", "").replace('/', '-');
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                PICTURES.resolve(
                    "editor-%s-%d-%s.png"
                        .formatted(
                            name.isEmpty() ? "drafts" : name, width, theme.name().toLowerCase())))
            .setFullPage(true));
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("width of " + address)
        .isEqualTo(width);
    assertThat(Axe.findings(page, theme)).isEmpty();
  }

  @Test
  void what_is_typed_is_saved_and_checked_without_a_button() {
    var page = window();
    var draft = draft(page, "Typed");
    page.fill("#f-contact-email", "nobody");
    assertThat(page.locator("#f-contact-email-note")).containsText("no e-mail address");
    assertThat(page.locator("#f-contact-email")).hasAttribute("aria-invalid", "true");
    page.fill("#f-contact-email", "ada@example.org");
    assertThat(page.locator("#f-contact-email-note .remark")).hasCount(0);
    saved(page);
    page.reload();
    assertThat(page.locator("#f-contact-email")).hasValue("ada@example.org");
    assertThat(page.locator(".editor-nav a[aria-current] .editor-nav-done")).hasCount(1);
    assertThat(complaints).isEmpty();
    assertThat(draft).isNotEmpty();
  }

  @Test
  void the_preview_follows_what_is_written() {
    var page = window();
    page.navigate(draft(page, "Preview") + "/pages");
    page.fill("#f-pages-0-file", "## Bees\n\nand *flowers* <script>alert(1)</script>");
    assertThat(page.locator("#f-pages-0-file-preview")).containsText("Bees");
    assertThat(page.locator("#f-pages-0-file-preview h3")).hasCount(1);
    assertThat(page.locator("#f-pages-0-file-preview em")).hasText("flowers");
    assertThat(page.locator("#f-pages-0-file-preview script")).hasCount(0);
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_link_waits_for_what_was_typed_last_and_so_does_a_button() {
    var page = window();
    var draft = draft(page, "Links");
    page.fill("#f-title", "Typed just before the click");
    page.locator("nav.editor-nav a", new Page.LocatorOptions().setHasText("Pages")).click();
    page.waitForURL(Pattern.compile(".*/pages"));
    assertThat(page.locator("h1")).hasText("Typed just before the click");
    page.fill("#f-pages-0-title", "Kept by the button");
    page.click("text=Add a page");
    page.waitForURL(Pattern.compile(".*pages\\?v=.*"));
    assertThat(page.locator("#f-pages-0-title")).hasValue("Kept by the button");
    assertThat(page.locator("textarea")).hasCount(2);
    assertThat(draft).isNotEmpty();
  }

  @Test
  void a_closed_tab_loses_nothing() {
    var page = window();
    var draft = draft(page, "Closed");
    page.fill("#f-description", "The last words");
    page.close();
    var again = window();
    again.navigate(draft + "/about");
    for (var tries = 0; tries < 50 && again.inputValue("#f-description").isEmpty(); tries++) {
      again.reload();
    }
    assertThat(again.locator("#f-description")).hasValue("The last words");
  }

  @Test
  void two_tabs_do_not_overwrite_each_other() {
    var one = window();
    var draft = draft(one, "Tabs");
    var other = window();
    other.navigate(draft + "/about");
    one.fill("#f-title", "From the first tab");
    one.locator("#f-title").blur();
    saved(one);
    assertThat(one.locator("#editor-seen")).not().hasValue(other.inputValue("#editor-seen"));
    other.fill("#f-title", "From the second tab");
    assertThat(other.locator("#editor-notice")).containsText("changed elsewhere");
    assertThat(other.locator("#f-title")).hasValue("From the second tab");
    other.click("text=Save what I wrote instead");
    assertThat(other.locator("#editor-notice .notice")).hasCount(0);
    saved(other);
    one.reload();
    assertThat(one.locator("#f-title")).hasValue("From the second tab");
  }

  @Test
  void a_program_is_uploaded_and_shown_in_its_place() {
    var page = window();
    var draft = draft(page, "Upload");
    page.navigate(draft + "/tasks");
    page.locator("#f-tasks-0-scoring-program a").click();
    page.setInputFiles(
        "input[type=file]",
        new FilePayload("my scorer.zip", "application/zip", TestBundle.program()));
    page.click("[data-send]");
    page.waitForURL(Pattern.compile(".*/tasks.*"));
    assertThat(page.locator("#f-tasks-0-scoring-program")).containsText("my scorer.zip");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("Everything that is needed is there");
    assertThat(complaints).isEmpty();
  }

  @Test
  void from_nothing_to_a_competition_with_boards_for_phases_and_people_by_name() {
    var page = window();
    var draft = draft(page, "From nothing");
    upload(page, draft + "/tasks", "#f-tasks-0-scoring-program a", "scorer.zip");
    page.click("text=Add a sample solution");
    assertThat(page.locator("#f-solutions-0-name")).hasValue("Baseline");
    upload(page, draft + "/tasks", "#f-solutions-0-path a", "baseline.zip");
    page.fill("#f-tasks-0-assay-gpus", "1");
    page.locator("#f-tasks-0-assay-gpus").blur();
    saved(page);
    page.navigate(draft + "/phases");
    page.fill("#f-phases-0-end", "2027-01-31T23:59");
    page.click("text=Add a phase");
    page.waitForURL(Pattern.compile(".*phases\\?v=.*"));
    page.navigate(draft + "/leaderboard");
    page.click("text=Add a leaderboard");
    page.fill("#f-leaderboards-1-title", "Final ranking");
    page.locator("#f-leaderboards-1-title").blur();
    saved(page);
    page.navigate(draft + "/phases");
    page.selectOption("#f-phases-1-assay-leaderboard", "1");
    saved(page);
    page.navigate(draft + "/participation");
    page.fill("#f-whitelist-emails", "jane@example.org\nno address");
    page.locator("#f-whitelist-emails").blur();
    assertThat(page.locator("#f-whitelist-emails-note")).containsText("is no e-mail address");
    page.fill("#f-whitelist-emails", "jane@example.org");
    assertThat(page.locator("#f-whitelist-emails-note")).not().containsText("no e-mail address");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("Everything that is needed is there");
    page.click("text=Create the competition");
    page.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    page.locator("main a[href^='/competitions/']").first().click();
    page.waitForURL(Pattern.compile(".*/competitions/\\d+.*"));
    var competition = page.url().replaceAll("(.*/competitions/\\d+).*", "$1");
    page.navigate(competition + "/people");
    assertThat(page.locator("#emails")).hasValue("jane@example.org");
    page.navigate(competition + "/leaderboard");
    assertThat(page.locator("main")).containsText("Phase 2");
    assertThat(complaints).isEmpty();
  }

  @Test
  void what_was_written_is_tried_before_anybody_else_sees_it() throws Exception {
    var page = window();
    var draft = draft(page, "Tried first");
    upload(page, draft + "/tasks", "#f-tasks-0-scoring-program a", "scorer.zip");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("With a sample solution one click is enough");
    page.locator("main")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("sample solution"))
        .click();
    page.click("text=Add a sample solution");
    assertThat(page.locator("#f-solutions-0-name")).hasValue("Baseline");
    upload(page, draft + "/tasks", "#f-solutions-0-path a", "baseline.zip");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("its sample solution, or a submission");
    page.click("text=Create the competition");
    page.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    assertThat(page.locator("main")).containsText("With a submission of your own");
    page.locator("main form[action$='/trials'] button").click();
    page.waitForURL(Pattern.compile(".*/trials/\\d+"));
    assertThat(page.locator("#state tbody th")).hasText("Baseline");

    var worker = new HandWorker(site, "lab-1");
    var order = worker.claim().orElseThrow();
    var _ = worker.heartbeat(order, Step.SCORE).orElseThrow();
    worker.scored(order, "0.75");

    assertThat(page.locator(".board tbody .score").first()).containsText("0.75");
    page.click("text=Change or publish it");
    assertThat(page.locator("main")).containsText("Organisers, participants that were let in");
    assertThat(complaints).isEmpty();
  }

  private static void upload(Page page, String at, String link, String name) {
    page.navigate(at);
    page.locator(link).click();
    page.setInputFiles(
        "input[type=file]", new FilePayload(name, "application/zip", TestBundle.program()));
    page.click("[data-send]");
    page.waitForURL(Pattern.compile(".*/drafts/\\d+/tasks.*"));
  }
}

package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A competition that is written in the browser from its first word to its first score. */
class EditorStoryIT {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static RunningSite site;
  private static Browsers browsers;

  @BeforeAll
  static void start() {
    site = RunningSite.start("editor");
    browsers = new Browsers(site);
  }

  @AfterAll
  static void stop() {
    browsers.close();
    site.close();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
        .first();
  }

  /** Goes to a section of the editor, and waits until it is there. */
  private static void open(Page page, String name, String path) {
    page.locator("#editor-nav a", new Page.LocatorOptions().setHasText(name)).click();
    page.waitForURL(Pattern.compile(".*/" + path));
  }

  private static void upload(Page page, String draft, String part, Path folder) {
    page.navigate(draft + "/parts/" + part);
    page.setInputFiles(
        "input[type=file]",
        new FilePayload(part + ".zip", "application/zip", Benchmark.zip(folder)));
    page.click("[data-send]");
    page.waitForURL(Pattern.compile(".*/(tasks|phases)(#.*)?$"));
  }

  /** Writes the competition; answers the draft's address. */
  private static String write(Page page) {
    page.navigate("/drafts");
    page.fill("#title", "Flowers");
    button(page, "Start").click();
    page.waitForURL(Pattern.compile(".*/about"));
    var draft = page.url().replace("/about", "");
    page.fill("#f-description", "Name the species of a flower.");

    open(page, "Pages", "pages");
    page.fill("#f-pages-0-file", "# Flowers\n\nTell three species apart.");

    open(page, "Phases", "phases");
    page.fill("#f-phases-0-name", "Development");
    page.fill("#f-phases-0-start", "2026-01-01T00:00");
    page.fill("#f-phases-0-end", "2035-12-31T12:00");
    page.fill("#f-phases-0-execution-time-limit", "60");
    button(page, "Add a phase").click();
    page.waitForURL(Pattern.compile(".*/phases\\?v=.*"));
    page.fill("#f-phases-1-name", "Final");

    open(page, "Leaderboard", "leaderboard");
    page.fill("#f-leaderboards-0-columns-0-title", "Accuracy");
    page.fill("#f-leaderboards-0-columns-0-key", "accuracy");

    open(page, "Running", "running");
    page.fill("#f-docker-image", "assay/python:3.11");
    page.locator("#f-docker-image").blur();
    assertThat(page.locator("#editor-status")).containsText("Saved");

    var iris = Home.sample("iris");
    upload(page, draft, "tasks-0-scoring_program", iris.resolve("scoring_program"));
    upload(page, draft, "tasks-0-ingestion_program", iris.resolve("ingestion_program"));
    upload(page, draft, "tasks-0-input_data", iris.resolve("input_data/development"));
    upload(page, draft, "tasks-0-reference_data", iris.resolve("reference_data/development"));
    return draft;
  }

  /** Creates and publishes it; answers the competition's address. */
  private static String create(Page page, String draft) {
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("Everything that is needed is there");
    button(page, "Create the competition").click();
    page.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    page.locator("main a[href^='/competitions/']").first().click();
    page.waitForURL(Pattern.compile(".*/competitions/\\d+.*"));
    var address = page.url().replaceAll("[?#].*", "");
    page.navigate(address + "/organise");
    button(page, "Publish").click();
    return address;
  }

  private static void submit(Page participant, String address) {
    participant.navigate(address + "/join");
    participant.check("input[name=terms]");
    participant.click("main form.form button[type=submit]");
    participant.navigate(address + "/submit");
    participant.setInputFiles(
        "input[type=file]",
        new FilePayload(
            "knn.zip",
            "application/zip",
            Benchmark.zip(Home.sample("iris").resolve("submissions/knn"))));
    participant.click("[data-send]");
    participant.waitForURL(Pattern.compile(".*/submissions/\\d+.*"));
    assertThat(participant.locator("#state")).containsText("Scored", SOON);
    participant.navigate(address + "/leaderboard");
    assertThat(participant.locator("main")).containsText("0.9778");
  }

  @Test
  void an_organiser_writes_a_competition_it_scores_and_is_changed_while_it_runs() {
    var organiser = browsers.signUp("wilma");
    var address = create(organiser, write(organiser));
    var participant = browsers.signUp("paula");
    submit(participant, address);

    organiser.navigate(address + "/organise");
    button(organiser, "Edit the competition").click();
    organiser.waitForURL(Pattern.compile(".*/drafts/\\d+/about"));
    open(organiser, "Pages", "pages");
    organiser.fill("#f-pages-0-file", "# Flowers\n\nNow with more time.");
    open(organiser, "Phases", "phases");
    organiser.fill("#f-phases-0-end", "2036-06-30T12:00");
    organiser.fill("#f-phases-1-start", "2036-06-30T12:00");
    open(organiser, "Check and save", "check");
    button(organiser, "Show what will change").click();
    organiser.waitForURL(Pattern.compile(".*/changes/\\d+"));
    assertThat(organiser.locator("main")).containsText("Development");
    button(organiser, "^Apply").click();
    organiser.waitForLoadState();

    participant.navigate(address);
    assertThat(participant.locator("main")).containsText("Now with more time.");
    assertThat(participant.locator("main")).containsText("2036");
    participant.navigate(address + "/leaderboard");
    assertThat(participant.locator("main")).containsText("0.9778");
  }
}

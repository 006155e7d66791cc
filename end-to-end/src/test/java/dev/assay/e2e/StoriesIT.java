package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an organiser and a participant do with a mouse, from the bundle to the leaderboard. */
class StoriesIT {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static RunningSite site;
  private static Browsers browsers;

  @BeforeAll
  static void start() {
    site = RunningSite.start("stories");
    browsers = new Browsers(site);
  }

  @AfterAll
  static void stop() {
    browsers.close();
    site.close();
  }

  private static void choose(Page page, String name, byte[] content) {
    page.setInputFiles("input[type=file]", new FilePayload(name, "application/zip", content));
    page.click("[data-send]");
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
        .first();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
        .first();
  }

  /** Uploads a bundle and publishes it; answers the competition's address. */
  private static String organise(Page organiser) {
    link(organiser, "Upload bundle").click();
    choose(organiser, "iris.zip", Benchmark.zip(Home.sample("iris")));
    organiser.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    organiser.locator("main a[href^='/competitions/']").first().click();
    organiser.waitForURL(Pattern.compile(".*/competitions/\\d+.*"));
    var address = organiser.url().replaceAll("[?#].*", "").replaceAll("/organise$", "");
    organiser.navigate(address + "/organise");
    button(organiser, "Publish").click();
    assertThat(button(organiser, "Unpublish|Take it back|Hide")).isVisible();
    return address;
  }

  @Test
  void an_organiser_publishes_a_bundle_and_a_participant_submits_to_it_and_sees_the_score() {
    var address = organise(browsers.signUp("olga"));

    var participant = browsers.signUp("paul");
    participant.navigate(address + "/join");
    if (participant.locator("input[name=terms]").count() > 0) {
      participant.check("input[name=terms]");
    }
    participant.click("main form.form button[type=submit]");
    participant.navigate(address + "/submit");
    choose(participant, "knn.zip", Benchmark.zip(Home.sample("iris").resolve("submissions/knn")));

    participant.waitForURL(Pattern.compile(".*/submissions/\\d+.*"));
    assertThat(participant.locator("#state")).containsText("Scored", SOON);
    assertThat(participant.locator("#state")).containsText("0.9778", SOON);
    assertThat(participant.locator("[data-log-text]"))
        .containsText("44 of 45 flowers are right", SOON);

    participant.navigate(address + "/leaderboard");
    assertThat(participant.locator("main")).containsText("paul");
    assertThat(participant.locator("main")).containsText("0.9778");
  }

  @Test
  void an_organiser_tries_a_bundle_before_anybody_sees_it() {
    var organiser = browsers.signUp("tara");
    link(organiser, "Upload bundle").click();
    choose(organiser, "iris.zip", Benchmark.zip(Home.sample("iris")));
    organiser.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    button(organiser, "Try it").click();

    organiser.waitForURL(Pattern.compile(".*/competitions/\\d+/trials/\\d+"));
    assertThat(organiser.locator("#state > .state-line")).containsText("All scored", SOON);
    var boards = organiser.locator("#state .board tbody tr");
    assertThat(boards).hasCount(2);
    assertThat(boards.first()).containsText("Five nearest neighbours");
    assertThat(boards.first()).containsText("0.9778");
    assertThat(organiser.locator("#state .findings")).hasCount(0);

    Browsers.picture(organiser, "trial");
    organiser.navigate(organiser.url().replaceAll("/trials.*", "/organise"));
    Browsers.picture(organiser, "organise");
    organiser.navigate(organiser.url().replaceAll("/organise.*", "/leaderboard"));
    assertThat(organiser.locator("main")).containsText("Nobody is ranked yet");
  }

  @Test
  void a_bundle_with_a_mistake_is_refused_with_its_line_and_nothing_is_made() {
    var organiser = browsers.signUp("otto");
    link(organiser, "Upload bundle").click();
    choose(organiser, "broken.zip", Benchmark.bundle("pass", "phases:\n  - {index: 0, name: [\n"));
    organiser.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    assertThat(organiser.locator("main")).containsText("YML-01", SOON);
    assertThat(organiser.locator("main a[href^='/competitions/']")).hasCount(0);
  }
}

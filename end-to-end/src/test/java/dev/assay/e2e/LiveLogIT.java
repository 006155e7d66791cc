package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log of a run, as somebody sees it in a browser while the container is at work. */
class LiveLogIT {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

  private static final int LINES = 150;

  /** Prints a line every 200 ms, to both of its streams in turn, for half a minute. */
  private static final String TALKS =
      """
      import sys, time
      for number in range(%d):
          print(f"line {number:04d} of the run", file=sys.stderr if number %% 2 else sys.stdout, flush=True)
          time.sleep(0.2)
      """
          .formatted(LINES);

  private static final String SCORES =
      """
      import json
      json.dump({"score": 1}, open("/app/output/scores.json", "w"))
      """;

  private static RunningSite site;
  private static Door door;
  private static Browsers browsers;

  @BeforeAll
  static void start() {
    // A site that is slow to come back must not cost the run its lease: a second attempt prints
    // anew.
    site = RunningSite.start("live-log", "--set", "assay.runs.lease=5m");
    door = Door.before(site.url());
    browsers = Browsers.at(door.url());
  }

  @AfterAll
  static void stop() {
    browsers.close();
    door.close();
    site.close();
  }

  @Test
  void lines_appear_while_the_container_runs_and_none_is_lost_or_doubled_by_cuts() {
    var competition =
        Benchmark.upload(Http.signUp(site, "olga"), Benchmark.bundle(SCORES, Benchmark.OPEN_PHASE));
    var page = browsers.signUp("paul");
    var paul = Http.as(site, "paul", Http.PASSWORD);
    competition.join(paul);
    var submission = competition.submit(paul, Benchmark.code(TALKS));

    page.navigate("/submissions/" + submission);
    assertThat(page.locator("[data-log-text]")).containsText("line 0002", SOON);
    assertThat(page.locator("#state .state-line")).containsText("Running");
    assertThat(lines(page)).as("so early").hasSizeLessThan(LINES);

    door.shut();
    assertThat(page.locator("[data-log-live]")).containsText("Reconnecting", SOON);
    var seen = lines(page).size();
    door.open();
    assertThat(page.locator("[data-log-text]"))
        .containsText("line %04d".formatted(seen + 10), SOON);

    site.kill("site");
    site.awaitReady();

    assertThat(page.locator("#state .state-line")).containsText("Scored", SOON);
    assertThat(page.locator("[data-log-text]"))
        .containsText("line %04d".formatted(LINES - 1), SOON);
    assertThat(lines(page)).isEqualTo(all());
    assertThat(page.locator("[data-log-live]")).isHidden();

    page.reload();
    assertThat(lines(page)).as("on the page as it is loaded afterwards").isEqualTo(all());
    assertThat(found(paul.getText("/submissions/" + submission + "/log.txt").body()))
        .as("in the download")
        .isEqualTo(all());
  }

  private static List<String> all() {
    return IntStream.range(0, LINES)
        .mapToObj(number -> String.format(Locale.ROOT, "line %04d", number))
        .toList();
  }

  /** Of both streams, each in its order; sorted, since either may be a piece ahead. */
  private static List<String> lines(Page page) {
    return found(String.join("\n", page.locator("[data-log-text] pre").allTextContents()));
  }

  private static List<String> found(String text) {
    return Pattern.compile("line \\d{4}")
        .matcher(text)
        .results()
        .map(match -> match.group())
        .sorted()
        .toList();
  }
}

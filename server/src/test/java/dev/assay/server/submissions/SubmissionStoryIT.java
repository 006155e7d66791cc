package dev.assay.server.submissions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.assay.server.testing.Chromium.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.assay.contract.Step;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Chromium;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody submits, corrects the answers, and shares the file; a visitor takes it along. */
class SubmissionStoryIT {
  private static TestSite site;
  private static Chromium chromium;
  private static final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() {
    site = TestSite.start();
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  private static Page window() {
    return chromium.window(site.url(), complaints);
  }

  private static String competition() throws Exception {
    var owner = Browser.signedUp(site, "owner");
    var competition =
        new ImportedForTests(site, "owner")
            .competition(
                TestBundle.open()
                    .replacing(
                        "docker_image:",
                        """
                        fact_sheet:
                          method: {key: method, type: select, title: Which method?, selection: [tree, forest], is_required: true, is_on_leaderboard: true}
                        docker_image:"""));
    owner.publish(competition);
    return competition;
  }

  @Test
  void answers_are_corrected_and_the_file_is_shared() throws Exception {
    var competition = competition();
    var zip = TestBundle.zipOf(Map.of("answer.txt", new byte[] {42}));
    var page = window();
    page.navigate("/sign-up");
    page.fill("[name=username]", "paula");
    page.fill("[name=password]", "correct horse battery");
    press(page, "Sign up");
    page.navigate(competition + "/join");
    page.check("input[name=terms]");
    page.click("main form.form button[type=submit]");
    page.navigate(competition + "/submit");
    page.selectOption("main select", "tree");
    page.setInputFiles("input[type=file]", new FilePayload("paula.zip", "application/zip", zip));
    page.click("[data-send]");
    page.waitForURL(Pattern.compile(".*/submissions/\\d+.*"));
    assertThat(page.locator("#answers .facts")).containsText("tree");

    page.click("text=Change the answers");
    page.selectOption("#answers select", "forest");
    press(page, "Keep these answers");
    assertThat(page.locator("#answers .facts")).containsText("forest");

    assertThat(page.locator("#public")).hasCount(0);
    var worker = new HandWorker(site, "lab-1");
    var order = worker.claim().orElseThrow();
    var _ = worker.heartbeat(order, Step.SCORE).orElseThrow();
    worker.scored(order, "0.5");
    assertThat(page.locator("#state")).containsText("Scored");
    page.reload();
    press(page, "Make it public");
    assertThat(page.locator("#public .badge")).hasText("Public");

    var visitor = window();
    visitor.navigate(competition);
    visitor.click("text=1 public submission");
    var download = visitor.waitForDownload(() -> visitor.click("text=paula.zip"));
    assertThat(Files.readAllBytes(download.path())).isEqualTo(zip);
    assertThat(complaints).isEmpty();
  }
}

package dev.assay.server.submissions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Chromium;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A connection that dies without a word, as when a laptop changes its network. */
class SilentUploadIT {
  @Test
  void a_piece_on_which_nothing_moves_is_sent_again_over_another_connection() throws Exception {
    try (var site = TestSite.start();
        var chromium = new Chromium()) {
      var owner = Browser.signedUp(site, "owner");
      var competition = new ImportedForTests(site, "owner").competition(TestBundle.open());
      owner.publish(competition);
      List<String> complaints = new ArrayList<>();
      var page = chromium.window(site.url(), complaints);
      page.clock().install();
      page.navigate("/sign-up");
      page.fill("[name=username]", "paula");
      page.fill("[name=password]", "correct horse battery");
      Chromium.press(page, "Sign up");
      page.navigate(competition + "/join");
      page.check("input[name=terms]");
      page.click("main form.form button[type=submit]");
      var silent = new CompletableFuture<Route>();
      page.route(
          Pattern.compile(".*/api/v1/uploads/.+"),
          route -> {
            if (!"PATCH".equals(route.request().method()) || !silent.complete(route)) {
              route.resume();
            }
          });
      page.navigate(competition + "/submit");
      page.setInputFiles(
          "input[type=file]",
          new FilePayload(
              "answer.zip",
              "application/zip",
              TestBundle.zipOf(Map.of("answer.txt", new byte[] {42}))));
      page.click("[data-send]");
      page.waitForCondition(silent::isDone);

      page.clock().fastForward("01:01");

      page.waitForURL(Pattern.compile(".*/submissions/\\d+.*"));
      assertThat(page.locator("#state")).isVisible();
      assertThat(complaints).isEmpty();
    }
  }
}

package dev.assay.server.submissions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody submits over a network that fails them. */
class BrokenNetworkIT {
  private static final Pattern SUBMISSION = Pattern.compile(".*/submissions/\\d+.*");

  private static TestSite site;
  private static Chromium chromium;
  private static String competition;
  private static final AtomicInteger people = new AtomicInteger();

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start();
    chromium = new Chromium();
    var owner = Browser.signedUp(site, "owner");
    competition = new ImportedForTests(site, "owner").competition(TestBundle.open());
    owner.publish(competition);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  @BeforeEach
  void chooseAFile() throws Exception {
    page = chromium.window(site.url(), complaints);
    page.clock().install();
    page.navigate("/sign-up");
    page.fill("[name=username]", "paula" + people.incrementAndGet());
    page.fill("[name=password]", "correct horse battery");
    Chromium.press(page, "Sign up");
    page.navigate(competition + "/join");
    page.check("input[name=terms]");
    page.click("main form.form button[type=submit]");
    page.navigate(competition + "/submit");
    var zip = TestBundle.zipOf(Map.of("answer.txt", new byte[] {42}));
    page.setInputFiles("input[type=file]", new FilePayload("a.zip", "application/zip", zip));
  }

  private void assertSubmittedOnce() {
    page.waitForURL(SUBMISSION);
    assertThat(page.locator("#state")).isVisible();
    page.navigate(competition + "/submissions");
    assertThat(page.locator("main tbody tr")).hasCount(1);
  }

  /** As when a laptop changes its network: the connection dies without a word. */
  @Test
  void a_piece_on_which_nothing_moves_is_sent_again_over_another_connection() {
    var silent = new CompletableFuture<Route>();
    page.route(
        Pattern.compile(".*/api/v1/uploads/.+"),
        route -> {
          if (!"PATCH".equals(route.request().method()) || !silent.complete(route)) {
            route.resume();
          }
        });
    page.click("[data-send]");
    page.waitForCondition(silent::isDone);

    page.clock().fastForward("01:01");

    assertSubmittedOnce();
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_receipt_that_was_lost_on_its_way_is_asked_for_again() {
    var lost = new CompletableFuture<Integer>();
    page.route(
        url -> !url.contains("/api/"),
        route -> {
          if ("POST".equals(route.request().method()) && !lost.isDone()) {
            lost.complete(route.fetch().status());
            route.abort("connectionreset");
          } else {
            route.resume();
          }
        });

    page.click("[data-send]");

    assertSubmittedOnce();
    assertThat(lost).isCompletedWithValueMatching(status -> status < 300);
  }
}

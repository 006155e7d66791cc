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

/** What the scripts do for forms: sent once, and with a file that was looked into. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormScriptsIT {
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

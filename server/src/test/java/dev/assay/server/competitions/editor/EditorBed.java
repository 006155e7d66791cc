package dev.assay.server.competitions.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.assay.server.testing.Chromium;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A site and a browser in which olga, who is logged in, writes drafts. */
final class EditorBed implements AutoCloseable {
  final TestSite site = TestSite.start();

  /** What the browser's consoles warned of. */
  final List<String> complaints = new ArrayList<>();

  private final Chromium chromium = new Chromium();
  private @Nullable String state;

  EditorBed() {
    var page = window();
    page.navigate("/sign-up");
    page.fill("[name=username]", "olga");
    page.fill("[name=email]", "olga@example.org");
    page.fill("[name=password]", "correct horse battery");
    page.click("main button[type=submit]");
    state = page.context().storageState();
    page.context().close();
  }

  Page window(int width, ColorScheme theme) {
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
    return Chromium.open(chromium.context(options), complaints);
  }

  Page window() {
    return window(1440, ColorScheme.LIGHT);
  }

  /** The address of a new draft, whose first section is open. */
  static String draft(Page page, String title) {
    page.navigate("/drafts");
    page.fill("#title", title);
    page.click("text=Start");
    page.waitForURL(Pattern.compile(".*/about"));
    return page.url().replace("/about", "");
  }

  static void saved(Page page) {
    assertThat(page.locator("#editor-status")).containsText("Saved");
  }

  /** Uploads a program of a task, to which a link leads. */
  static void upload(Page page, String at, String link, String name) {
    page.navigate(at);
    page.locator(link).click();
    page.setInputFiles(
        "input[type=file]", new FilePayload(name, "application/zip", TestBundle.program()));
    page.click("[data-send]");
    page.waitForURL(Pattern.compile(".*/drafts/\\d+/tasks.*"));
  }

  @Override
  public void close() {
    chromium.close();
    site.close();
  }
}

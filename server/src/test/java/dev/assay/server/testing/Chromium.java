package dev.assay.server.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Debian's Chromium without a window, which is waited for as long as a very busy machine takes. */
public final class Chromium implements AutoCloseable {
  private static final String PROGRAM =
      Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of(PROGRAM))
                  .setArgs(List.of("--no-sandbox", "--disable-gpu")));

  public Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(Patience.AMPLE.toMillis());
  }

  /** A fresh profile. */
  public BrowserContext context(Browser.NewContextOptions options) {
    var context = browser.newContext(options);
    context.setDefaultTimeout(Patience.AMPLE.toMillis());
    return context;
  }

  /**
   * A window of a fresh profile.
   *
   * @param complaints takes what its console warns of and which of its scripts fail
   */
  public Page window(URI site, List<String> complaints) {
    return open(context(new Browser.NewContextOptions().setBaseURL(site.toString())), complaints);
  }

  /**
   * A window.
   *
   * @param complaints takes what its console warns of and which of its scripts fail
   */
  public static Page open(BrowserContext context, List<String> complaints) {
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  /** Presses a button of the page's own part. */
  public static void press(Page page, String name) {
    page.locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
        .click();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

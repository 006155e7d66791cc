package dev.assay.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Debian's Chromium, driven as a person would. */
final class Browsers implements AutoCloseable {
  private static final String CHROMIUM =
      Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium");

  /** Long enough for a busy machine; nothing waits for it to pass. */
  private static final double AMPLE_MILLIS = 60_000;

  private final URI site;
  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of(CHROMIUM))
                  .setArgs(
                      List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));

  Browsers(RunningSite site) {
    this(site.url());
  }

  private Browsers(URI site) {
    this.site = site;
    PlaywrightAssertions.setDefaultAssertionTimeout(AMPLE_MILLIS);
  }

  /** For a site that is reached in a roundabout way. */
  static Browsers at(URI site) {
    return new Browsers(site);
  }

  /** Somebody's own window, logged in by signing up. */
  Page signUp(String username) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions().setBaseURL(site.toString()).setLocale("en-GB"));
    context.setDefaultTimeout(AMPLE_MILLIS);
    var page = context.newPage();
    page.navigate("/sign-up");
    page.fill("[name=username]", username);
    page.fill("[name=email]", username + "@example.org");
    page.fill("[name=password]", Http.PASSWORD);
    page.click("main button[type=submit]");
    return page;
  }

  /** To be looked at by people: as it is on a phone and on a desk, light and dark. */
  static void picture(Page page, String name) {
    for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      for (var width : List.of(360, 1440)) {
        page.setViewportSize(width, 900);
        var file = "%s-%d-%s.png".formatted(name, width, theme.name().toLowerCase(Locale.ROOT));
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", file))
                .setFullPage(true));
      }
    }
  }

  @Override
  public void close() {
    playwright.close();
  }
}

package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.assay.server.web.samples.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page in a real browser, narrow and wide, light and dark. The pictures stay in {@code
 * target/screenshots}, to be looked at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksIT {

  private static final Path PICTURES = Path.of("target", "screenshots");

  /** Notes how far things jumped while the page came up. */
  private static final String WATCH_JUMPS =
      """
      window.jumped = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumped += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      """;

  private GuideInBrowser guide;

  @BeforeAll
  void start() {
    guide = new GuideInBrowser();
  }

  @AfterAll
  void stop() {
    guide.close();
  }

  @BeforeEach
  void forget() {
    guide.complaints.clear();
  }

  static Stream<String> paths() {
    return Stream.concat(
        Stream.of("/styleguide"), Samples.all().keySet().stream().map(name -> "/sample/" + name));
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "768, LIGHT", "1440, LIGHT", "1440, DARK"})
  void every_page_fits_and_the_browser_has_nothing_to_complain_about(int width, ColorScheme theme) {
    try (var context = guide.look(width, theme)) {
      var page = guide.open(context, "/styleguide");
      paths()
          .forEach(
              path -> {
                page.navigate(path);
                page.screenshot(
                    new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(picture(path, width, theme)))
                        .setFullPage(true));
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of " + path)
                    .isEqualTo(width);
              });
    }
    assertThat(guide.complaints).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"360", "1440"})
  void nothing_jumps_while_a_page_comes_up(int width) {
    try (var context = guide.look(width, ColorScheme.LIGHT)) {
      context.addInitScript(WATCH_JUMPS);
      var page = guide.open(context, "/styleguide");
      for (var path : List.of("/sample/competition", "/sample/submit", "/sample/leaderboard")) {
        page.navigate(path);
        page.waitForFunction("document.querySelector('time[data-zoned]')");
        assertThat(((Number) page.evaluate("window.jumped")).doubleValue())
            .as(path)
            .isLessThan(0.002);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/styleguide", "/sample/leaderboard", "/sample/submission-running"})
  void a_page_is_light_to_carry(String path) {
    try (var context = guide.look(1440, ColorScheme.LIGHT)) {
      var page = guide.open(context, path);
      page.waitForLoadState();
      var carried =
          page.evaluate(
              """
              performance.getEntriesByType("resource")
                .filter((one) => /\\.(js|css)$/.test(one.name))
                .reduce((sum, one) => sum + one.encodedBodySize, 0)
              """);
      var requests = page.evaluate("performance.getEntriesByType('resource').length");

      assertThat(((Number) carried).intValue()).isBetween(1_000, 60_000);
      assertThat(((Number) requests).intValue()).isBetween(5, 20);
    }
  }

  private static String picture(String path, int width, ColorScheme theme) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    return "%s-%d-%s.png".formatted(name, width, theme.name().toLowerCase(Locale.ROOT));
  }
}

package dev.assay.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of the pages' looks does find what is wrong. */
class AxeIT {
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>A page</h1>
      <p style="color: #999; background: #aaa">Grey on grey</p><img src="data:,">
      </main></body></html>
      """;

  @ParameterizedTest
  @CsvSource({"LIGHT, true", "DARK, false"})
  void pale_colours_are_found_in_every_theme_and_the_rest_once(ColorScheme theme, boolean rest) {
    try (var chromium = new Chromium();
        var context = chromium.context(new Browser.NewContextOptions().setColorScheme(theme))) {
      var page = context.newPage();
      page.setContent(PAGE);
      var found = String.join("\n", Axe.findings(page, theme));
      assertThat(found).contains("Grey on grey");
      assertThat(found.contains("<img")).isEqualTo(rest);
    }
  }
}

package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.assay.server.testing.Axe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page for those who magnify it, have it read to them, or see colours less well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityIT {
  private GuideInBrowser guide;

  @BeforeAll
  void start() {
    guide = new GuideInBrowser();
  }

  @AfterAll
  void stop() {
    guide.close();
  }

  /** What is outside of the window and cannot be scrolled to, or hidden by what holds it. */
  private static final String CUT =
      """
      () => {
        const scrolls = (one) => {
          for (let up = one; up; up = up.parentElement) {
            if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
          }
          return false;
        };
        const cut = [];
        for (const one of document.querySelectorAll("body *")) {
          if (!one.checkVisibility({ visibilityProperty: true }) || one.closest(".out-of-sight, svg")) continue;
          const style = getComputedStyle(one);
          const said = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
          const box = one.getBoundingClientRect();
          if (said && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(one.parentElement)) {
            cut.push(one.outerHTML.slice(0, 120));
          }
          if (/hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis" && style.clipPath === "none"
              && one.scrollWidth > one.clientWidth + 1) {
            cut.push("inside: " + one.outerHTML.slice(0, 120));
          }
        }
        return cut;
      }
      """;

  /** A window of 1280 pixels has room for 640 of the page's when it is magnified twice. */
  @Test
  void magnified_twice_nothing_scrolls_sideways_and_nothing_is_cut() {
    try (var context = guide.magnified(640, 2)) {
      var page = guide.open(context, "/styleguide");
      LooksIT.paths()
          .forEach(
              path -> {
                page.navigate(path);
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of " + path)
                    .isEqualTo(640);
                assertThat((List<?>) page.evaluate(CUT)).as(path).isEmpty();
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"1440, LIGHT", "1440, DARK", "360, LIGHT"})
  void axe_finds_nothing(int width, ColorScheme theme) {
    try (var context = guide.look(width, theme)) {
      var page = guide.open(context, "/styleguide");
      var found = new ArrayList<String>();
      LooksIT.paths()
          .forEach(
              path -> {
                page.navigate(path);
                found.addAll(Axe.findings(page, theme));
              });
      assertThat(found).isEmpty();
    }
  }
}

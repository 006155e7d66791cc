package dev.assay.server.competitions.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.assay.server.testing.Axe;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page of the editor, in both themes, on a phone and on a screen. */
class EditorLooksIT extends InTheEditor {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final List<String> PAGES =
      List.of(
          "about",
          "pages",
          "terms",
          "tasks",
          "phases",
          "leaderboard",
          "fact-sheet",
          "participation",
          "running",
          "check",
          "delete",
          "task",
          "parts/image",
          "parts/tasks-0-scoring_program",
          "parts/solutions-0-path");

  /** A draft with something of everything in it. */
  private static String rich(Page page) {
    var draft = EditorBed.draft(page, "Flowers by their leaves");
    page.navigate(draft + "/phases");
    page.fill("#f-phases-0-end", "2027-01-31T23:59");
    page.click("text=Add a phase");
    page.waitForURL(Pattern.compile(".*phases\\?v=.*"));
    page.navigate(draft + "/leaderboard");
    page.click("text=Add a column");
    page.waitForURL(Pattern.compile(".*leaderboard\\?v=.*"));
    page.click("text=Add a leaderboard");
    assertThat(page.locator("#f-leaderboards-1-title")).hasValue("Leaderboard 2");
    page.navigate(draft + "/tasks");
    page.click("text=Add a sample solution");
    assertThat(page.locator("#f-solutions-0-name")).hasValue("Baseline");
    page.navigate(draft + "/fact-sheet");
    page.click("text=Add a question");
    page.waitForURL(Pattern.compile(".*fact-sheet\\?v=.*"));
    page.navigate(draft + "/running");
    page.fill("#f-docker-image", "no image at all");
    page.locator("#f-docker-image").blur();
    assertThat(page.locator("#f-docker-image-note")).containsText("cannot be the name");
    return draft;
  }

  @Test
  void every_page_fits_and_axe_finds_nothing() {
    var draft = rich(bed.window());
    for (var width : new int[] {360, 1440}) {
      for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        var page = bed.window(width, theme);
        Stream.concat(Stream.of("/drafts"), PAGES.stream().map(name -> draft + "/" + name))
            .forEach(address -> look(page, address, width, theme));
        page.context().close();
      }
    }
    assertThat(bed.complaints).isEmpty();
  }

  private static void look(Page page, String address, int width, ColorScheme theme) {
    page.navigate(address);
    var name = address.replaceAll(".*/drafts/?\\d*/?", "").replace('/', '-');
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                PICTURES.resolve(
                    "editor-%s-%d-%s.png"
                        .formatted(
                            name.isEmpty() ? "drafts" : name, width, theme.name().toLowerCase())))
            .setFullPage(true));
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("width of " + address)
        .isEqualTo(width);
    assertThat(Axe.findings(page, theme)).isEmpty();
  }
}

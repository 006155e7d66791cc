package dev.assay.server.testing;

import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/** What axe has against a page, in words. */
public final class Axe {
  private Axe() {}

  /**
   * What is wrong with the page that is open. In the dark the page is the same but for its colours:
   * then only these are looked at.
   */
  public static List<String> findings(Page page, ColorScheme theme) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations")); // What is right would take longer to describe.
    if (theme == ColorScheme.DARK) {
      var colours = new AxeRunOnlyOptions();
      colours.setType("rule");
      colours.setValues(List.of("color-contrast"));
      options.setRunOnly(colours);
    }
    return new AxeBuilder(page)
        .setLegacyMode(true).options(options).analyze().getViolations().stream()
            .flatMap(
                rule ->
                    rule.getNodes().stream()
                        .map(
                            node ->
                                "%s: %s: %s".formatted(page.url(), rule.getHelp(), node.getHtml())))
            .toList();
  }
}

package dev.assay.server.competitions.imports;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.FindingJson;
import dev.assay.bundle.lint.Lint;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One checker: {@code assay lint}, the page of an upload and the API say the same of a bundle. */
class SameFindingsIT {
  private static final String NAME = "my bundle.zip";

  private static TestSite site;
  private static Browser ann;
  private static Script anns;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.tasks.heartbeat=100ms");
    ann = Browser.signedUp(site, "ann");
    anns = Script.of(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static Stream<Arguments> bundles() {
    return Stream.of(
        Arguments.of("a good one", TestBundle.small(), null),
        Arguments.of(
            "a time limit above the site's",
            phase("execution_time_limit: 90000"),
            FindingCode.PHA_15),
        Arguments.of("an unknown key", phase("max_submision: 5"), null),
        Arguments.of(
            "a scorer that needs the network",
            TestBundle.small().with("scoring_program/score.py", "import requests\n"),
            null),
        Arguments.of(
            "a missing file", TestBundle.small().without("data.zip"), FindingCode.of("REF-01")),
        Arguments.of(
            "broken YAML", TestBundle.small().replacing("title: Small", "title: [Small"), null),
        Arguments.of(
            "several errors at once",
            TestBundle.small().replacing("start: 2026-01-01", "start: never").without("terms.md"),
            FindingCode.PHA_04));
  }

  private static TestBundle phase(String line) {
    return TestBundle.small().replacing("tasks: [0]", "tasks: [0]\n    " + line);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bundles")
  void lint_page_and_api_say_the_same(String what, TestBundle bundle, FindingCode among)
      throws Exception {
    var linted = linted(bundle);
    if (among != null) {
      assertThat(linted).extracting(Finding::code).contains(among);
    }
    assertThat(imported(bundle)).containsExactlyElementsOf(linted);

    var page = uploaded(bundle);
    assertThat(page.select(".finding")).hasSameSizeAs(linted);
    for (var finding : linted) {
      assertThat(page.select(".finding").eachText())
          .as(finding.code().text())
          .anySatisfy(
              text -> {
                assertThat(text).contains(finding.code().text());
                assertThat(text).contains(flat(finding.message()));
                assertThat(text).contains(flat(finding.fix() == null ? "" : finding.fix()));
              });
    }
  }

  @Test
  void a_site_that_allows_less_says_so_and_lint_can_be_told() throws Exception {
    var bundle = phase("execution_time_limit: 120");
    assertThat(linted(bundle)).extracting(Finding::code).doesNotContain(FindingCode.PHA_15);
    var file = Files.write(folder.resolve(NAME), bundle.zip());
    var told = new Lint(Clock.systemUTC()).withSiteTimeLimit(Duration.ofSeconds(60)).check(file);

    try (var strict = TestSite.start("assay.default-queue.time-limit=60s")) {
      var bob = Browser.signedUp(strict, "bob");
      var script = Script.of(strict, "bob");
      var work = imported(script, bundle);

      assertThat(work).containsExactlyElementsOf(told.findings());
      assertThat(work).extracting(Finding::code).contains(FindingCode.PHA_15);
      var competition = Script.body(script.get("/api/v1/imports/1")).path("competition").asLong();
      var page = bob.page("/competitions/" + competition);
      assertThat(page.text()).contains("1 min for each step");
    }
  }

  private List<Finding> linted(TestBundle bundle) throws Exception {
    var file = Files.write(folder.resolve(NAME), bundle.zip());
    return new Lint(Clock.systemUTC()).check(file).findings();
  }

  private static List<Finding> imported(TestBundle bundle) throws Exception {
    return imported(anns, bundle);
  }

  private static List<Finding> imported(Script script, TestBundle bundle) throws Exception {
    var accepted = script.upload("/api/v1/competitions/upload", Map.of(), NAME, bundle.zip());
    var location = Script.body(accepted).path("location").asString();
    await()
        .until(
            () ->
                List.of("finished", "refused")
                    .contains(Script.body(script.get(location)).path("state").asString()));
    return FindingJson.read(Script.body(script.get(location)).path("findings").toString());
  }

  private static Document uploaded(TestBundle bundle) throws Exception {
    var path = ann.upload("/bundles/new", "/bundles", NAME, bundle.zip()).uri().getPath();
    await().until(() -> ann.page(path + "/state").select("[hx-get]").isEmpty());
    return ann.page(path);
  }

  /** As a parsed page has it. */
  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}

package dev.assay.server.competitions.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.assay.contract.Step;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.TestBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From a draft to a competition, in a real browser. */
class EditorStoriesIT extends InTheEditor {

  @Test
  void a_program_is_uploaded_and_shown_in_its_place() {
    var page = bed.window();
    var draft = EditorBed.draft(page, "Upload");
    page.navigate(draft + "/tasks");
    page.locator("#f-tasks-0-scoring-program a").click();
    page.setInputFiles(
        "input[type=file]",
        new FilePayload("my scorer.zip", "application/zip", TestBundle.program()));
    page.click("[data-send]");
    page.waitForURL(Pattern.compile(".*/tasks.*"));
    assertThat(page.locator("#f-tasks-0-scoring-program")).containsText("my scorer.zip");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("Everything that is needed is there");
    assertThat(bed.complaints).isEmpty();
  }

  @Test
  void from_nothing_to_a_competition_with_boards_for_phases_and_people_by_name() {
    var page = bed.window();
    var draft = EditorBed.draft(page, "From nothing");
    EditorBed.upload(page, draft + "/tasks", "#f-tasks-0-scoring-program a", "scorer.zip");
    page.click("text=Add a sample solution");
    assertThat(page.locator("#f-solutions-0-name")).hasValue("Baseline");
    EditorBed.upload(page, draft + "/tasks", "#f-solutions-0-path a", "baseline.zip");
    page.fill("#f-tasks-0-assay-gpus", "1");
    page.locator("#f-tasks-0-assay-gpus").blur();
    EditorBed.saved(page);
    page.navigate(draft + "/phases");
    page.fill("#f-phases-0-end", "2027-01-31T23:59");
    page.click("text=Add a phase");
    page.waitForURL(Pattern.compile(".*phases\\?v=.*"));
    page.navigate(draft + "/leaderboard");
    page.click("text=Add a leaderboard");
    page.fill("#f-leaderboards-1-title", "Final ranking");
    page.locator("#f-leaderboards-1-title").blur();
    EditorBed.saved(page);
    page.navigate(draft + "/phases");
    page.selectOption("#f-phases-1-assay-leaderboard", "1");
    EditorBed.saved(page);
    page.navigate(draft + "/participation");
    page.fill("#f-whitelist-emails", "jane@example.org\nno address");
    page.locator("#f-whitelist-emails").blur();
    assertThat(page.locator("#f-whitelist-emails-note")).containsText("is no e-mail address");
    page.fill("#f-whitelist-emails", "jane@example.org");
    assertThat(page.locator("#f-whitelist-emails-note")).not().containsText("no e-mail address");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("Everything that is needed is there");
    page.click("text=Create the competition");
    page.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    page.locator("main a[href^='/competitions/']").first().click();
    page.waitForURL(Pattern.compile(".*/competitions/\\d+.*"));
    var competition = page.url().replaceAll("(.*/competitions/\\d+).*", "$1");
    page.navigate(competition + "/people");
    assertThat(page.locator("#emails")).hasValue("jane@example.org");
    page.navigate(competition + "/leaderboard");
    assertThat(page.locator("main")).containsText("Phase 2");
    assertThat(bed.complaints).isEmpty();
  }

  @Test
  void a_button_that_is_pressed_twice_adds_one_item() {
    var page = bed.window();
    var draft = EditorBed.draft(page, "Twice");
    page.navigate(draft + "/phases");
    assertThat(page.locator("section.block-item")).hasCount(1);
    page.locator("text=Add a phase").dblclick();
    page.waitForURL(Pattern.compile(".*phases\\?v=.*"));
    page.fill("#f-phases-1-name", "The second");
    page.locator("#f-phases-1-name").blur();
    EditorBed.saved(page);
    page.reload();
    assertThat(page.locator("#f-phases-1-name")).hasValue("The second");
    assertThat(page.locator("section.block-item")).hasCount(2);
    assertThat(bed.complaints).isEmpty();
  }

  @Test
  void what_was_written_is_tried_before_anybody_else_sees_it() throws Exception {
    var page = bed.window();
    var draft = EditorBed.draft(page, "Tried first");
    EditorBed.upload(page, draft + "/tasks", "#f-tasks-0-scoring-program a", "scorer.zip");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("With a sample solution one click is enough");
    page.locator("main")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("sample solution"))
        .click();
    page.click("text=Add a sample solution");
    assertThat(page.locator("#f-solutions-0-name")).hasValue("Baseline");
    EditorBed.upload(page, draft + "/tasks", "#f-solutions-0-path a", "baseline.zip");
    page.navigate(draft + "/check");
    assertThat(page.locator("main")).containsText("its sample solution, or a submission");
    page.click("text=Create the competition");
    page.waitForURL(Pattern.compile(".*/bundles/\\d+.*"));
    assertThat(page.locator("main")).containsText("With a submission of your own");
    page.locator("main form[action$='/trials'] button").click();
    page.waitForURL(Pattern.compile(".*/trials/\\d+"));
    assertThat(page.locator("#state tbody th")).hasText("Baseline");

    var worker = new HandWorker(bed.site, "lab-1");
    var order = worker.claim().orElseThrow();
    var _ = worker.heartbeat(order, Step.SCORE).orElseThrow();
    worker.scored(order, "0.75");

    assertThat(page.locator(".board tbody .score").first()).containsText("0.75");
    page.click("text=Change or publish it");
    assertThat(page.locator("main")).containsText("Organisers, participants that were let in");
    assertThat(bed.complaints).isEmpty();
  }
}

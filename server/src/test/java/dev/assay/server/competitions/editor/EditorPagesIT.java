package dev.assay.server.competitions.editor;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.writing.DefinitionYaml;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.queues.Queues;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The editor as a browser without script sees it. */
class EditorPagesIT {
  private static TestSite site;
  private static Browser ann;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start();
    ann = Browser.signedUp(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** Begins a draft; answers its address. */
  private static String draft(String title) throws Exception {
    var answer = ann.post("/drafts", "/drafts", "title=" + title);
    assertThat(answer.uri().getPath()).matches("/drafts/\\d+/about");
    return answer.uri().getPath().replace("/about", "");
  }

  private static String seen(String page) throws Exception {
    return ann.page(page).select("#editor-seen").attr("value");
  }

  private static HttpResponse<String> save(String page, String... fields) throws Exception {
    var all = new String[fields.length + 1];
    System.arraycopy(fields, 0, all, 0, fields.length);
    all[fields.length] = "seen=" + seen(page);
    return ann.post(page, page, all);
  }

  private static Document parsed(HttpResponse<String> answer) {
    return Jsoup.parse(answer.body());
  }

  @Test
  void a_new_draft_needs_only_a_scoring_program() throws Exception {
    var page = ann.page(draft("Flowers") + "/check");
    assertThat(page.select(".check-group h3").eachText()).contains("Tasks");
    assertThat(page.select(".remark-waiting").eachText()).containsExactly("Still needed.");
    assertThat(page.select("form[action$=/create] button").hasAttr("disabled")).isTrue();
  }

  @Test
  void a_draft_without_a_title_is_not_begun_and_what_was_typed_is_kept() throws Exception {
    var answer = ann.post("/drafts", "/drafts", "title=" + "x".repeat(300));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(parsed(answer).select("#title").attr("value")).hasSize(300);
  }

  @Test
  void what_is_saved_is_there_again_and_what_is_wrong_is_said_beside_its_field() throws Exception {
    var about = draft("Mail") + "/about";
    var page = parsed(save(about, "title=Post", "contact_email=nobody"));
    assertThat(page.select("#f-title").attr("value")).isEqualTo("Post");
    assertThat(page.select("#f-contact-email").attr("value")).isEqualTo("nobody");
    assertThat(page.select("#f-contact-email-note").text()).contains("is no e-mail address");
    assertThat(page.select("#f-title-note .remark")).isEmpty();
  }

  @Test
  void a_number_that_is_none_stays_as_typed_and_is_complained_about() throws Exception {
    var phases = draft("Numbers") + "/phases";
    var page = parsed(save(phases, "phases[0].max_submissions=many"));
    assertThat(page.select("#f-phases-0-max-submissions").attr("value")).isEqualTo("many");
    assertThat(page.select("#f-phases-0-max-submissions-note").text()).contains("whole number");
  }

  @Test
  void a_form_that_another_tab_has_overtaken_is_not_saved_and_not_lost() throws Exception {
    var about = draft("Two tabs") + "/about";
    var old = seen(about);
    save(about, "title=First tab");
    var answer = ann.post(about, about, "title=Second tab", "seen=" + old);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(parsed(answer).select("#f-title").attr("value")).isEqualTo("Second tab");
    assertThat(ann.page(about).select("#f-title").attr("value")).isEqualTo("First tab");

    var keep = parsed(answer).select("button[name=seen]").attr("value");
    ann.post(about, about, "title=Second tab", "seen=" + old, "seen=" + keep);
    assertThat(ann.page(about).select("#f-title").attr("value")).isEqualTo("Second tab");
  }

  @Test
  void tabs_on_different_sections_do_not_stand_in_each_others_way() throws Exception {
    var draft = draft("Sections");
    var seenPages = seen(draft + "/pages");
    save(draft + "/about", "title=Changed");
    var answer =
        ann.post(draft + "/pages", draft + "/pages", "pages[0].title=Start", "seen=" + seenPages);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ann.page(draft + "/pages").select("#f-pages-0-title").attr("value"))
        .isEqualTo("Start");
  }

  @Test
  void a_removed_page_can_be_had_back() throws Exception {
    var pages = draft("Undo") + "/pages";
    save(pages, "pages[0].file=Much text", "act=add pages");
    var removed = parsed(save(pages, "act=remove pages[0]"));
    assertThat(removed.select("textarea")).hasSize(1);
    assertThat(removed.select("button[value=undo]")).hasSize(1);
    var back = parsed(save(pages, "act=undo"));
    assertThat(back.select("textarea")).hasSize(2);
    assertThat(back.select("#f-pages-0-file").text()).isEqualTo("Much text");
  }

  @Test
  void a_draft_is_for_its_owner_alone() throws Exception {
    var draft = draft("Secret");
    var eve = Browser.signedUp(site, "eve");
    for (var path :
        new String[] {"/about", "/check", "/bundle", "/logo", "/parts/image", "/task"}) {
      assertThat(eve.get(draft + path).statusCode()).as(path).isEqualTo(404);
      assertThat(new Browser(site).get(draft + path).uri().getPath()).as(path).isEqualTo("/login");
    }
    assertThat(eve.post("/drafts", draft + "/about", "title=Mine").statusCode()).isEqualTo(404);
    assertThat(eve.post("/drafts", draft + "/create").statusCode()).isEqualTo(404);
    assertThat(eve.post("/drafts", draft + "/delete").statusCode()).isEqualTo(404);
    assertThat(eve.page("/drafts").text()).doesNotContain("Secret");
    assertThat(ann.page(draft + "/about").select("#f-title").attr("value")).isEqualTo("Secret");
  }

  @Test
  void a_form_of_one_section_changes_nothing_of_another() throws Exception {
    var draft = draft("Bounds");
    save(draft + "/pages", "title=Hijacked", "image=/etc/passwd", "version=3");
    assertThat(ann.page(draft + "/about").select("#f-title").attr("value")).isEqualTo("Bounds");
    assertThat(ann.page(draft + "/check").select(".remark").eachText())
        .containsExactly("Still needed.");
  }

  @Test
  void a_logo_that_is_no_picture_is_refused() throws Exception {
    var part = draft("Logo") + "/parts/image";
    var answer = ann.upload(part, part, "logo.png", "no picture".getBytes());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(parsed(answer).text()).contains("no JPEG, PNG, GIF or WebP picture");
  }

  @Test
  void a_deleted_draft_is_gone() throws Exception {
    var draft = draft("Old");
    ann.post(draft + "/delete", draft + "/delete");
    assertThat(ann.get(draft + "/about").statusCode()).isEqualTo(404);
    assertThat(ann.page("/drafts").text()).doesNotContain("Old");
  }

  /** A draft that lacks nothing. */
  private static String whole(String title) throws Exception {
    var draft = draft(title);
    var part = draft + "/parts/tasks-0-scoring_program";
    assertThat(ann.upload(part, part, "scoring.zip", TestBundle.program()).uri().getPath())
        .isEqualTo(draft + "/tasks");
    save(draft + "/pages", "pages[0].title=Overview", "pages[0].file=# Hello");
    return draft;
  }

  /** Where the competition is that an import makes. */
  private static String made(HttpResponse<String> begun) throws Exception {
    var path = begun.uri().getPath();
    assertThat(path).startsWith("/bundles/");
    await().until(() -> ann.page(path + "/state").select("[hx-get]").isEmpty());
    var link = ann.page(path).select("a.button-strong").attr("href");
    assertThat(link).startsWith("/competitions/");
    return link;
  }

  /** A competition as its bundle would say it, without the keys that only this site knows. */
  private static String state(String competition) {
    var id = Long.parseLong(competition.replaceAll("\\D", ""));
    var state = site.bean(CompetitionStates.class).withFiles(new CompetitionId(id)).orElseThrow();
    return DefinitionYaml.write(state.definition()).replaceAll("\"?[0-9a-f-]{36}\"?", "KEY")
        + StoredSource.texts(state.definition());
  }

  @Test
  void a_draft_makes_the_same_competition_as_its_bundle_when_that_is_uploaded() throws Exception {
    var draft = whole("Same");
    save(
        draft + "/leaderboard",
        "leaderboards[0].submission_rule=Add",
        "leaderboards[0].columns[0].sorting=asc",
        "act=add leaderboards[0].columns");
    save(
        draft + "/leaderboard",
        "leaderboards[0].columns[1].title=Mean",
        "leaderboards[0].columns[1].key=mean",
        "leaderboards[0].columns[1].computation=avg",
        "leaderboards[0].columns[1].computation_indexes=0");
    save(draft + "/fact-sheet", "act=add fact_sheet");
    save(
        draft + "/fact-sheet",
        "fact_sheet[0].title=How?",
        "fact_sheet[0].key=how",
        "fact_sheet[0].type=select",
        "fact_sheet[0].selection=by hand\nby machine",
        "fact_sheet[0].is_required=true");
    save(draft + "/phases", "phases[0].end=2030-01-01T12:30", "act=add phases");
    save(draft + "/phases", "phases[1].auto_migrate_to_this_phase=true");
    save(draft + "/running", "assay.network=default", "docker_image=assay/python:3.11");
    var bundle = ann.download(draft + "/bundle");

    var written = made(ann.post(draft + "/check", draft + "/create"));
    var uploaded = made(ann.upload("/bundles/new", "/bundles", "same.zip", bundle));
    assertThat(state(written)).isEqualTo(state(uploaded));
    assertThat(state(written))
        .contains("by machine", "computation: avg", "auto_migrate_to_this_phase: true");
  }

  @Test
  void a_finished_draft_becomes_a_competition() throws Exception {
    var draft = whole("Whole");
    var link = made(ann.post(draft + "/check", draft + "/create"));
    assertThat(ann.page(link).select("h1").text()).isEqualTo("Whole");
    assertThat(ann.page(link).select(".prose").text()).isEqualTo("Hello");
    assertThat(ann.get(draft).uri().getPath()).isEqualTo(link);
    assertThat(ann.page("/drafts").select(".row-title").eachText()).doesNotContain("Whole");
  }

  @Test
  void a_competition_is_changed_through_a_draft_and_a_plan() throws Exception {
    var draft = whole("Before");
    var competition = made(ann.post(draft + "/check", draft + "/create"));
    var editing = ann.post(competition + "/organise", competition + "/edit").uri().getPath();
    assertThat(editing).matches("/drafts/\\d+/about").isNotEqualTo(draft + "/about");
    var changes = editing.replace("/about", "");
    assertThat(ann.page(changes + "/check").select(".remark").eachText()).isEmpty();
    assertThat(ann.post(competition + "/organise", competition + "/edit").uri().getPath())
        .as("the draft that is there is gone on with")
        .isEqualTo(editing);

    save(editing, "title=After");
    save(changes + "/pages", "pages[0].file=# New words");
    var plan = ann.post(changes + "/check", changes + "/plan").uri().getPath();
    assertThat(plan).startsWith(competition + "/changes/");
    assertThat(ann.page(competition).select("h1").text()).isEqualTo("Before");

    assertThat(ann.page(plan).select(".changes").text()).contains("Before", "After", "Overview");
    ann.post(plan, plan + "/apply");
    assertThat(ann.page(competition).select("h1").text()).isEqualTo("After");
    assertThat(ann.page(competition).select(".prose").text()).isEqualTo("New words");
    assertThat(ann.get(changes).uri().getPath()).isEqualTo(competition);
    assertThat(ann.page("/drafts").select(".row-title").eachText()).doesNotContain("After");
  }

  @Test
  void the_draft_of_a_competition_is_for_its_organisers() throws Exception {
    var draft = whole("Ours");
    var competition = made(ann.post(draft + "/check", draft + "/create"));
    var editing = ann.post(competition + "/organise", competition + "/edit").uri().getPath();
    var mallory = Browser.signedUp(site, "mallory");
    assertThat(mallory.post("/drafts", competition + "/edit").statusCode()).isEqualTo(404);
    assertThat(mallory.get(editing).statusCode()).isEqualTo(404);
    ann.publish(competition);
    assertThat(mallory.post("/drafts", competition + "/edit").statusCode()).isEqualTo(403);
    assertThat(mallory.get(editing).statusCode()).isEqualTo(404);
    assertThat(mallory.post("/drafts", editing.replace("/about", "/plan")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_competition_may_run_on_a_queue_of_ones_own_and_on_nobody_elses() throws Exception {
    var accounts = site.bean(Accounts.class);
    var queues = site.bean(Queues.class);
    Browser.signedUp(site, "victor");
    var own = queues.create(accounts.byUsername("ann").orElseThrow().id(), "Our lab").key();
    var other = queues.create(accounts.byUsername("victor").orElseThrow().id(), "Theirs").key();

    var draft = whole("Queued");
    var running = draft + "/running";
    assertThat(ann.page(running).select("#f-queue option").eachText())
        .containsExactly("The site's default queue", "Our lab");
    assertThat(parsed(save(running, "queue=" + other)).select("#f-queue-note").text())
        .contains("no queue with the key");
    assertThat(parsed(save(running, "queue=" + own)).select("#f-queue-note .remark")).isEmpty();
    var competition = made(ann.post(draft + "/check", draft + "/create"));
    assertThat(state(competition)).contains("queue: KEY");
    assertThat(
            site.bean(CompetitionStates.class)
                .withFiles(new CompetitionId(Long.parseLong(competition.replaceAll("\\D", ""))))
                .orElseThrow()
                .definition()
                .execution()
                .queue())
        .isEqualTo(own);
  }
}

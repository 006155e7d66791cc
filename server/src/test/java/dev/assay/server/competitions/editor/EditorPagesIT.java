package dev.assay.server.competitions.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpResponse;
import java.time.Duration;
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

  @Test
  void a_finished_draft_becomes_a_competition() throws Exception {
    var draft = draft("Whole");
    var part = draft + "/parts/tasks-0-scoring_program";
    assertThat(ann.upload(part, part, "scoring.zip", TestBundle.program()).uri().getPath())
        .isEqualTo(draft + "/tasks");
    save(draft + "/pages", "pages[0].title=Overview", "pages[0].file=# Hello");
    var made = ann.post(draft + "/check", draft + "/create");
    var path = made.uri().getPath();
    assertThat(path).startsWith("/bundles/");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ann.page(path + "/state").select("[hx-get]").isEmpty());
    var link = ann.page(path).select("a.button-strong").attr("href");
    assertThat(link).startsWith("/competitions/");
    assertThat(ann.page(link).select("h1").text()).isEqualTo("Whole");
    assertThat(ann.page(link).select(".prose").text()).isEqualTo("Hello");
    assertThat(ann.get(draft).uri().getPath()).isEqualTo(link);
    assertThat(ann.page("/drafts").select(".row-title").eachText()).doesNotContain("Whole");
  }
}

package dev.assay.server.competitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompetitionPagesIT {
  private static TestSite site;
  private static ImportedForTests imported;
  private static Browser owner;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.roles=site");
    owner = Browser.signedUp(site, "owner");
    imported = new ImportedForTests(site, "owner");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void an_unpublished_competition_is_unknown_to_everybody_else() throws Exception {
    var path = imported.competition(TestBundle.small());
    assertThat(owner.get(path).statusCode()).isEqualTo(200);
    assertThat(owner.page("/competitions").text()).contains("Draft");
    for (var browser : new Browser[] {new Browser(site), Browser.signedUp(site, "mallory")}) {
      assertThat(browser.get(path).statusCode()).isEqualTo(404);
      assertThat(browser.get(path + "/join").statusCode()).isEqualTo(404);
      assertThat(browser.get(path + "/organise").statusCode()).isEqualTo(404);
      assertThat(browser.get(path + "/logo").statusCode()).isEqualTo(404);
      assertThat(browser.get("/api/v1" + path).statusCode()).isEqualTo(404);
      assertThat(browser.page("/competitions").text()).doesNotContain("Draft");
    }
  }

  @Test
  void its_secret_link_opens_it_and_leaves_the_address() throws Exception {
    var path = imported.competition(TestBundle.small());
    var link = owner.page(path + "/organise").select("code").text();
    var secret = URI.create(link).getQuery();

    var friend = new Browser(site);
    var opened = friend.get(path + "?" + secret);

    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(opened.uri().getQuery()).isNull();
    assertThat(friend.get(path + "/logo").statusCode()).isEqualTo(200);
    assertThat(
            new Browser(site)
                .get(path + "?secret=00000000-0000-4000-8000-000000000000")
                .statusCode())
        .isEqualTo(404);
    assertThat(new Browser(site).get(path + "?secret=nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void published_it_is_found_by_a_word_of_its_title() throws Exception {
    var path =
        imported.competition(TestBundle.small().replacing("title: Small", "title: 100%_Zebra"));
    owner.publish(path);

    var visitor = new Browser(site);
    assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    assertThat(visitor.page("/competitions?q=zebra").text()).contains("100%_Zebra");
    assertThat(visitor.page("/competitions?q=100%25_").text()).contains("100%_Zebra");
    assertThat(visitor.page("/competitions?q=1000_Zebra").text())
        .contains("Nothing is called that");
    assertThat(visitor.page("/").text()).contains("100%_Zebra");

    owner.post(path + "/organise", path + "/unpublish");
    assertThat(visitor.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void only_organisers_publish() throws Exception {
    var path = published(TestBundle.small());
    var other = Browser.signedUp(site, "other");
    assertThat(other.post(path, path + "/unpublish").statusCode()).isEqualTo(403);
    assertThat(other.get(path + "/organise").statusCode()).isEqualTo(403);
    assertThat(other.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void taking_part_needs_the_terms_and_then_the_organiser() throws Exception {
    var path = published(TestBundle.small());
    var bob = Browser.signedUp(site, "bob");
    var form = path + "/join";
    assertThat(bob.page(form).text()).contains("Be fair.");
    assertThat(bob.post(form, form).statusCode()).isEqualTo(422);
    assertThat(bob.page(path).text()).contains("Take part");

    bob.post(form, form, "terms=accepted");
    assertThat(bob.page(path).text()).contains("Waiting for the organiser");

    var desk = owner.page(path + "/organise");
    var approve = desk.select("form[action$=approve]").attr("action");
    owner.post(path + "/organise", approve);
    assertThat(bob.page(path).select(".tabs").text()).contains("Submit");

    owner.post(path + "/organise", approve.replace("approve", "deny"));
    assertThat(bob.page(path).text()).contains("did not let you in");
    bob.post(path, form, "terms=accepted");
    assertThat(bob.page(path).text()).contains("did not let you in");
  }

  @Test
  void with_automatic_approval_one_takes_part_at_once() throws Exception {
    var path =
        published(
            TestBundle.small()
                .replacing("version: 2", "version: 2\nregistration_auto_approve: yes"));
    var cleo = Browser.signedUp(site, "cleo");
    cleo.join(path);
    assertThat(cleo.page(path).select(".tabs").text()).contains("Submit");
  }

  @Test
  void a_visitor_who_wants_to_take_part_logs_in_first() throws Exception {
    var path = published(TestBundle.small());
    assertThat(new Browser(site).get(path + "/join").uri().getPath()).isEqualTo("/login");
  }

  @Test
  void the_organisers_pages_cannot_do_anything_to_their_reader() throws Exception {
    var path =
        published(
            TestBundle.small()
                .with(
                    "overview.md",
                    """
                    # Hello <script>alert(1)</script>
                    <img src=x onerror=alert(2)><a href="javascript:alert(3)">click</a>
                    <iframe src="https://example.org"></iframe><form action="/logout"></form>

                    | a | b |
                    |---|---|
                    | 1 | 2 |
                    """)
                .with("terms.md", "<div onclick='alert(4)'>Fair</div><svg onload=alert(5)>"));
    var page = new Browser(site).page(path);
    var prose = page.select(".prose");
    assertThat(prose.select("td")).hasSize(2);
    assertThat(prose.select("script, iframe, form, svg, [onerror], [onclick], [onload]")).isEmpty();
    assertThat(prose.select("a[href^=javascript]")).isEmpty();
    var terms = new Browser(site).page(path + "?page=terms").select(".prose");
    assertThat(terms.text()).contains("Fair");
    assertThat(terms.select("[onclick], svg")).isEmpty();
  }

  @Test
  void files_go_to_those_they_are_for() throws Exception {
    var path =
        published(
            TestBundle.small()
                .replacing("version: 2", "version: 2\nregistration_auto_approve: yes"));
    var files = owner.page(path).select(".file-list a");
    var kit = owner.page(path).select(".file-list a:contains(Starting kit)").attr("href");
    var reference = owner.page(path).select(".file-list a:contains(Reference data)").attr("href");
    assertThat(files).hasSize(3);
    assertThat(owner.get(reference).statusCode()).isEqualTo(200);

    var visitor = new Browser(site);
    assertThat(visitor.page(path).select(".file-list a")).isEmpty();
    assertThat(visitor.get(kit).uri().getPath()).isEqualTo("/login");

    var dora = Browser.signedUp(site, "dora");
    assertThat(dora.get(kit).statusCode()).isEqualTo(403);
    dora.join(path);
    var download = dora.get(kit);
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment");
    assertThat(dora.get(reference).statusCode()).isEqualTo(404);
  }

  @Test
  void a_file_of_another_competition_is_not_handed_out_through_this_one() throws Exception {
    var one = imported.competition(TestBundle.small());
    var other = imported.competition(TestBundle.small());
    var file = owner.page(one).select(".file-list a").attr("href");
    assertThat(owner.get(file.replace(one, other)).statusCode()).isEqualTo(404);
  }

  @Test
  void the_logo_is_a_picture_and_nothing_else() throws Exception {
    var path = published(TestBundle.small());
    var logo =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(site.url().resolve(path + "/logo")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(logo.body()).isEqualTo(TestBundle.small().bytesOf("logo.png"));
    var headers = logo.headers();
    assertThat(headers.firstValue("Content-Type")).contains("image/png");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Cache-Control").orElse("")).contains("max-age=3600");
    assertThat(headers.firstValue("ETag")).isPresent();
  }

  @Test
  void the_api_tells_phases_and_publishes() throws Exception {
    var path = imported.competition(TestBundle.small());
    var json = owner.get("/api/v1" + path).body();
    assertThat(json)
        .contains(
            "\"title\":\"Small\"", "\"published\":false", "\"open\":true", "\"name\":\"Open\"");
    assertThat(owner.post(path + "/organise", "/api/v1" + path + "/publish").body())
        .contains("\"published\":true");
    assertThat(new Browser(site).get("/api/v1" + path).statusCode()).isEqualTo(200);
  }

  @Test
  void the_api_lets_who_accepts_the_terms_ask_to_take_part() throws Exception {
    var path = "/api/v1" + published(TestBundle.small());
    var finn = Browser.signedUp(site, "finn");
    assertThat(finn.postJson("/account", path + "/join", "{}").statusCode()).isEqualTo(422);
    var asked = finn.postJson("/account", path + "/join", "{\"acceptTerms\": true}");
    assertThat(asked.body()).isEqualTo("{\"status\":\"pending\"}");
    assertThat(
            new Browser(site)
                .postJson("/login", path + "/join", "{\"acceptTerms\": true}")
                .statusCode())
        .isEqualTo(401);
  }

  private static String published(TestBundle bundle) throws Exception {
    var path = imported.competition(bundle);
    assertThat(Jsoup.parse(owner.publish(path).body()).text()).contains("Hide it again");
    return path;
  }
}

package dev.assay.server.competitions.changes;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changing a competition in the browser and by the API, with the site worker at work behind it. */
class ChangePagesIT {
  private static final byte[] DATA = TestBundle.small().bytesOf("data.zip");

  private static TestSite site;
  private static Browser ann;
  private static ImportedForTests imported;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.tasks.heartbeat=100ms");
    ann = Browser.signedUp(site, "ann");
    imported = new ImportedForTests(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void an_uploaded_version_is_shown_applied_and_brought_back() throws Exception {
    var path = imported.competition(small());
    assertThat(ann.page(path + "/versions").text()).contains("Never changed");

    var plan = planned(path, small().replacing("title: Small", "title: Larger").zip());
    assertThat(plan.select(".change").text()).contains("Title", "Small", "Larger");
    assertThat(ann.page(path).select("h1").text()).isEqualTo("Small");
    var apply = plan.select("form[action$=/apply]").attr("action");
    assertThat(ann.post(path + "/versions", apply).body()).contains("is now version 2");
    assertThat(ann.page(path).select("h1").text()).isEqualTo("Larger");

    var history = ann.page(path + "/versions");
    assertThat(history.select(".history-item h3").eachText())
        .containsExactly("Version 2", "Version 1");
    assertThat(history.select(".history-item").getFirst().text())
        .contains("As it is now", "new version.zip", "ann");
    var revert = history.select("form[action$=/versions/1/revert]").attr("action");
    var back = ann.post(path + "/versions", revert);
    assertThat(back.body()).contains("Back to version 1");
    ann.post(path + "/versions", back.uri().getPath() + "/apply");
    assertThat(ann.page(path).select("h1").text()).isEqualTo("Small");
    assertThat(ann.page(path + "/versions").select(".history-item")).hasSize(3);
  }

  @Test
  void a_version_that_cannot_come_back_says_why() throws Exception {
    var path = imported.competition(small());
    var plan = planned(path, small().replacing("title: Small", "title: Larger").zip());
    ann.post(path + "/versions", plan.select("form[action$=/apply]").attr("action"));
    site.bean(JdbcClient.class)
        .sql(
            """
            update competition_version
               set texts = jsonb_set(texts, '{competition.yaml}', '"version: 2\\ntitle: [Small"')
             where number = 1 and competition_id = :id""")
        .param("id", Long.parseLong(path.replaceFirst(".*/", "")))
        .update();

    var refused = ann.post(path + "/versions", path + "/versions/1/revert");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Version 1 cannot come back: The YAML is broken");
    assertThat(ann.page(path + "/versions").select(".notice-waiting")).isEmpty();
  }

  @Test
  void incomparable_scores_are_told_before_anything_is_applied() throws Exception {
    var path = imported.competition(small());
    var jdbc = site.bean(JdbcClient.class);
    var id = new CompetitionId(Long.parseLong(path.replaceFirst(".*/", "")));
    var bob = new Rows(jdbc).account("bob" + id);
    new ScoredForTests(jdbc).submission(id, "Open", bob, "0.25");
    var plan = planned(path, small().with("scoring_program/score.py", "print(2)").zip());
    assertThat(plan.select(".notice-bad").text())
        .contains("1 change below", "run the submissions again", "1 score was measured");
    var discard = plan.select("form[action$=/discard]").attr("action");
    ann.post(path + "/versions", discard);
    assertThat(ann.page(path + "/versions").select(".notice-waiting")).isEmpty();
  }

  @Test
  void a_version_with_errors_is_refused_with_its_findings_and_changes_nothing() throws Exception {
    var path = imported.competition(small());
    var plan = planned(path, small().without("data.zip").zip());
    assertThat(plan.select(".finding").text()).contains("REF-01", "data.zip");
    assertThat(plan.select("form[action$=/apply]")).isEmpty();
  }

  @Test
  void nobody_else_sees_plans_and_versions_or_uploads_them() throws Exception {
    var path = imported.competition(small());
    var plan = planned(path, small().replacing("title: Small", "title: Larger").zip());
    var planPath = plan.select("form[action$=/apply]").attr("action").replace("/apply", "");
    var eve = Browser.signedUp(site, "eve" + path.replaceFirst(".*/", ""));
    for (var page : new String[] {path + "/versions", planPath, "/api/v1" + path + "/versions"}) {
      assertThat(eve.get(page).statusCode()).isEqualTo(404);
    }
    ann.publish(path);
    for (var page : new String[] {path + "/versions", planPath, "/api/v1" + path + "/versions"}) {
      assertThat(eve.get(page).statusCode()).isEqualTo(403);
    }
    assertThat(eve.post("/account", planPath + "/apply").statusCode()).isEqualTo(403);
    assertThat(eve.upload("/account", path + "/versions", "b.zip", small().zip()).statusCode())
        .isEqualTo(403);
    assertThat(eve.postJson("/account", "/api/v1" + planPath + "/apply", "{}").statusCode())
        .isEqualTo(403);
    assertThat(ann.page(path).select("h1").text()).isEqualTo("Small");
    var other = imported.competition(small());
    assertThat(ann.get(planPath.replace(path, other)).statusCode()).isEqualTo(404);
  }

  @Test
  void the_api_plans_applies_and_goes_back() throws Exception {
    var path = "/api/v1" + imported.competition(small());
    var answer =
        ann.upload(
            "/account",
            path + "/changes",
            "b.zip",
            small().replacing("title: Small", "title: Larger").zip());
    assertThat(answer.statusCode()).isEqualTo(202);
    var plan = answer.headers().firstValue("Location").orElseThrow();
    await().until(() -> ann.get(plan).body().contains("\"state\":\"planned\""));
    assertThat(ann.get(plan).body())
        .contains("\"field\":\"Title\"", "\"before\":\"Small\"", "\"after\":\"Larger\"");
    assertThat(ann.postJson("/account", plan + "/apply", "{}").body()).contains("\"version\":2");
    assertThat(ann.postJson("/account", plan + "/apply", "{}").statusCode()).isEqualTo(409);
    assertThat(ann.get(path).body()).contains("\"title\":\"Larger\"");
    var back = ann.postJson("/account", path + "/versions/1/revert", "{}");
    assertThat(back.statusCode()).isEqualTo(202);
    var revert = back.headers().firstValue("Location").orElseThrow();
    assertThat(ann.postJson("/account", revert + "/apply", "{}").body()).contains("\"version\":3");
    assertThat(ann.get(path).body()).contains("\"title\":\"Small\"");
    assertThat(Pattern.compile("\"number\":").matcher(ann.get(path + "/versions").body()).results())
        .hasSize(3);
  }

  private static TestBundle small() {
    return TestBundle.small().with("data.zip", DATA);
  }

  private static Document planned(String path, byte[] bundle) throws Exception {
    var answer = ann.upload(path + "/versions", path + "/versions", "new version.zip", bundle);
    var plan = answer.uri().getPath();
    assertThat(plan).startsWith(path + "/changes/");
    await().until(() -> ann.page(plan + "/state").select("[hx-get]").isEmpty());
    return ann.page(plan);
  }
}

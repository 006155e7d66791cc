package dev.assay.server.submissions;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Participants make public what they submitted; nothing else becomes visible by that. */
class PublicSubmissionsIT extends OnSubmissions {
  private static TestSite site;
  private static Browser owner;
  private static Browser visitor;

  private String competition = "";
  private Browser ada;
  private Script adas;
  private byte[] zip = {};
  private String submission = "";

  @BeforeAll
  static void start() throws Exception {
    site = bed.site;
    owner = bed.owner;
    visitor = new Browser(site);
  }

  @BeforeEach
  void submit() throws Exception {
    competition = bed.competition(TestBundle.open());
    var name = bed.newName();
    ada = bed.participant(name, competition);
    adas = Script.of(site, name);
    zip = bed.zip();
    submission = ada.submit(competition, "mine.zip", zip).uri().getPath();
  }

  private static void score() throws Exception {
    bed.worker.scored(bed.claimed(), "77.125");
  }

  private static int changed(Browser by, String submission, boolean wanted) throws Exception {
    return by.post("/account", submission + "/public", "public=" + wanted).statusCode();
  }

  private static int got(Browser by, String submission) throws Exception {
    return by.get(submission + "/files/submission").statusCode();
  }

  private static void sql(String sql) {
    site.bean(JdbcClient.class).sql(sql).update();
  }

  private List<String> listed(Browser by) throws Exception {
    return by.page(competition + "/public-submissions").select("tbody th").eachText();
  }

  @Test
  void what_is_public_is_listed_and_downloaded_by_everybody_and_can_be_taken_back()
      throws Exception {
    score();
    assertThat(got(visitor, submission)).isEqualTo(404);
    assertThat(listed(visitor)).isEmpty();
    assertThat(visitor.page(competition).text()).doesNotContain("public submission");

    assertThat(changed(ada, submission, true)).isEqualTo(200);
    assertThat(ada.page(submission).select("#public").text()).contains("Public", "Make it private");
    assertThat(visitor.page(competition).select("a[href$=/public-submissions]").text())
        .isEqualTo("1 public submission");
    assertThat(listed(visitor)).containsExactly("#" + submission.replaceAll("\\D", ""));
    var file = visitor.page(competition + "/public-submissions").select("tbody a").attr("href");
    assertThat(visitor.download(file)).isEqualTo(zip);

    assertThat(changed(ada, submission, false)).isEqualTo(200);
    assertThat(got(visitor, submission)).isEqualTo(404);
    assertThat(listed(visitor)).isEmpty();
    assertThat(ada.download(submission + "/files/submission")).isEqualTo(zip);
  }

  @Test
  void nothing_but_the_file_is_opened() throws Exception {
    score();
    changed(ada, submission, true);
    var evaluation = body(adas.get("/api/v1" + submission)).path("evaluations").get(0).path("id");
    for (var path :
        List.of(
            "",
            "/state",
            "/log.txt",
            "/files/" + evaluation + "/predictions",
            "/files/" + evaluation + "/scoring-output",
            "/detailed-results/" + evaluation)) {
      var eve = Browser.signedUp(site, bed.newName());
      assertThat(eve.get(submission + path).statusCode()).as(path).isEqualTo(404);
    }
    var list = visitor.get(competition + "/public-submissions").body();
    var json = Script.ofNobody(site).get("/api/v1" + competition + "/public-submissions").body();
    assertThat(list + json).contains("mine.zip").doesNotContain("77.1");
  }

  @Test
  void only_its_author_makes_it_public_and_an_organiser_may_take_that_back() throws Exception {
    score();
    assertThat(owner.page(submission).select("#public")).isEmpty();
    assertThat(changed(owner, submission, true)).isEqualTo(409);
    assertThat(changed(Browser.signedUp(site, bed.newName()), submission, true)).isEqualTo(404);
    assertThat(got(visitor, submission)).isEqualTo(404);
    changed(ada, submission, true);
    assertThat(changed(Browser.signedUp(site, bed.newName()), submission, false)).isEqualTo(404);
    assertThat(got(visitor, submission)).isEqualTo(200);
    assertThat(changed(owner, submission, false)).isEqualTo(200);
    assertThat(got(visitor, submission)).isEqualTo(404);
  }

  @Test
  void it_is_public_only_as_long_as_the_competition_lets_it_be() throws Exception {
    assertThat(changed(ada, submission, true)).as("not scored yet").isEqualTo(409);
    score();
    sql("update competition set can_participants_make_submissions_public = false");
    assertThat(ada.page(submission).select("#public")).isEmpty();
    assertThat(changed(ada, submission, true)).isEqualTo(409);
    sql("update competition set can_participants_make_submissions_public = true");
    changed(ada, submission, true);
    assertThat(got(visitor, submission)).isEqualTo(200);

    sql("update competition set can_participants_make_submissions_public = false");
    assertThat(got(visitor, submission)).isEqualTo(404);
    assertThat(listed(visitor)).isEmpty();
    assertThat(ada.page(submission).select("#public").text()).contains("once the competition lets");
    sql("update competition set can_participants_make_submissions_public = true");
    assertThat(got(visitor, submission)).isEqualTo(200);
  }

  @Test
  void it_is_as_hidden_as_its_competition_its_phase_and_itself() throws Exception {
    score();
    changed(ada, submission, true);
    owner.post(competition + "/organise", competition + "/unpublish");
    assertThat(got(visitor, submission)).isEqualTo(404);
    assertThat(visitor.get(competition + "/public-submissions").statusCode()).isEqualTo(404);
    assertThat(
            Script.ofNobody(site).get("/api/v1" + competition + "/public-submissions").statusCode())
        .isEqualTo(404);
    owner.publish(competition);
    assertThat(got(visitor, submission)).isEqualTo(200);

    sql("update phase set is_hidden = true");
    assertThat(got(visitor, submission)).isEqualTo(404);
    sql("update phase set is_hidden = false");
    owner.post(submission, submission + "/delete");
    assertThat(got(visitor, submission)).as("deleted").isEqualTo(404);
    assertThat(listed(visitor)).isEmpty();
    owner.post(submission, submission + "/restore");
    assertThat(got(visitor, submission)).isEqualTo(200);
  }

  @Test
  void the_api_does_the_same() throws Exception {
    var path = "/api/v1" + submission + "/public";
    assertThat(adas.put(path).statusCode()).isEqualTo(409);
    score();
    assertThat(body(adas.get("/api/v1" + submission)).path("isPublic").asBoolean()).isFalse();
    assertThat(Script.signedUp(site, bed.newName()).put(path).statusCode()).isEqualTo(404);
    assertThat(adas.put(path).statusCode()).isEqualTo(204);
    assertThat(adas.put(path).statusCode()).as("once more").isEqualTo(204);
    assertThat(body(adas.get("/api/v1" + submission)).path("isPublic").asBoolean()).isTrue();

    var list = body(Script.ofNobody(site).get("/api/v1" + competition + "/public-submissions"));
    assertThat(list.path("next").isNull()).isTrue();
    assertThat(list.path("submissions")).hasSize(1);
    var one = list.path("submissions").get(0);
    assertThat(one.path("fileName").asString()).isEqualTo("mine.zip");
    assertThat(one.path("size").asInt()).isEqualTo(zip.length);
    assertThat(visitor.download(one.path("file").asString())).isEqualTo(zip);
    assertThat(adas.delete(path).statusCode()).isEqualTo(204);
    assertThat(got(visitor, submission)).isEqualTo(404);
  }

  @Test
  void long_lists_come_in_pages() throws Exception {
    score();
    changed(ada, submission, true);
    sql(
        """
        insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state, public_at)
        select nextval('submission_id'), phase_id, account_id, blob_id, 'more.zip', received_at,
               'finished', now()
          from submission, generate_series(1, 60) where public_at is not null and id = %s"""
            .formatted(submission.replaceAll("\\D", "")));
    var first = visitor.page(competition + "/public-submissions");
    assertThat(first.select("tbody tr")).hasSize(50);
    var last = visitor.page(first.select("a[rel=next]").attr("href"));
    assertThat(last.select("tbody tr")).hasSize(11);
    assertThat(last.select("tbody tr").eachText().getLast()).contains("mine.zip");
    assertThat(last.select("a[rel=next]")).isEmpty();
  }
}

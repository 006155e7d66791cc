package dev.assay.server.submissions;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was answered to a fact sheet is shown with the submission, and answered anew. */
class FactSheetAnswersIT extends OnSubmissions {
  private static final String SHEET =
      """
      fact_sheet:
        method: {key: method, type: select, title: Which method?, selection: [tree, forest], is_required: true, is_on_leaderboard: true}
        paper: {key: paper, type: text, title: A paper, selection: "", is_required: false, is_on_leaderboard: false}
        own: {key: own, type: checkbox, title: Own data?, selection: [true, false], is_required: false, is_on_leaderboard: false}
      docker_image:""";

  private static TestSite site;
  private static Browser owner;
  private static Browser ada;
  private static Script adas;

  private String competition = "";
  private String submission = "";

  @BeforeAll
  static void start() throws Exception {
    site = bed.site;
    owner = bed.owner;
    ada = Browser.signedUp(site, "ada");
    adas = Script.of(site, "ada");
  }

  @BeforeEach
  void submit() throws Exception {
    competition = bed.competition(TestBundle.open().replacing("docker_image:", SHEET));
    ada.join(competition);
    submission =
        bed.answered(ada, competition, "answer.method=tree", "answer.paper=<b>On trees</b>");
  }

  private static String sheet(Browser who, String submission) throws Exception {
    return who.page(submission).select("#answers .facts").text();
  }

  @Test
  void answers_are_shown_to_those_who_see_the_submission() throws Exception {
    assertThat(sheet(ada, submission))
        .isEqualTo("Which method? tree A paper <b>On trees</b> Own data? No");
    assertThat(sheet(owner, submission)).contains("Which method? tree");
    assertThat(Browser.signedUp(site, bed.newName()).get(submission).statusCode()).isEqualTo(404);
    var answers = body(adas.get("/api/v1" + submission)).path("factSheetAnswers");
    assertThat(answers.path("method").asString()).isEqualTo("tree");
    assertThat(answers.path("own").asString()).isEqualTo("false");
  }

  @Test
  void whoever_submitted_answers_anew_while_the_phase_is_open() throws Exception {
    var form = ada.page(submission).select("#answers form");
    assertThat(form.select("option[selected]").attr("value")).isEqualTo("tree");
    assertThat(form.select("[name=answer.paper]").attr("value")).isEqualTo("<b>On trees</b>");
    assertThat(form.select("[name=answer.own]").hasAttr("checked")).isFalse();

    ada.post(submission, submission + "/answers", "answer.method=forest", "answer.own=true");
    assertThat(sheet(ada, submission))
        .isEqualTo("Which method? forest A paper no answer Own data? Yes");
    assertThat(ada.page(submission).select("[name=answer.own]").hasAttr("checked")).isTrue();
  }

  @Test
  void what_is_no_answer_is_said_and_what_was_typed_stays_in_the_form() throws Exception {
    var refused =
        ada.post(submission, submission + "/answers", "answer.method=", "answer.paper=Typed");
    assertThat(refused.statusCode()).isEqualTo(422);
    var page = Jsoup.parse(refused.body());
    assertThat(page.select("#answers [role=alert]").text()).contains("Which method?");
    assertThat(page.select("[name=answer.paper]").attr("value")).isEqualTo("Typed");
    assertThat(page.select("#answers .facts").text()).contains("On trees");
    assertThat(sheet(ada, submission)).contains("Which method? tree", "On trees");
  }

  @Test
  void after_the_phase_only_organisers_change_answers() throws Exception {
    site.bean(JdbcClient.class).sql("update phase set ends_at = now()").update();
    assertThat(ada.page(submission).select("#answers form")).isEmpty();
    assertThat(ada.page(submission).select("#answers").text()).contains("while the phase is open");
    assertThat(ada.post("/account", submission + "/answers", "answer.method=forest").statusCode())
        .isEqualTo(409);
    owner.post(submission, submission + "/answers", "answer.method=forest");
    assertThat(sheet(ada, submission)).contains("Which method? forest");
  }

  @Test
  void nobody_else_changes_them() throws Exception {
    var name = bed.newName();
    var eve = bed.participant(name, competition);
    assertThat(eve.post("/account", submission + "/answers", "answer.method=forest").statusCode())
        .isEqualTo(404);
    var path = "/api/v1" + submission + "/fact-sheet-answers";
    var script = Script.of(site, name);
    assertThat(script.json("PUT", path, Map.of("method", "forest")).statusCode()).isEqualTo(404);
    assertThat(Script.ofNobody(site).json("PUT", path, Map.of("method", "x")).statusCode())
        .isIn(401, 403);
    assertThat(sheet(ada, submission)).contains("Which method? tree");
  }

  @Test
  void scripts_answer_anew_by_the_same_rules() throws Exception {
    var path = "/api/v1" + submission + "/fact-sheet-answers";
    assertThat(adas.json("PUT", path, Map.of("method", "wood")).statusCode()).isEqualTo(422);
    assertThat(adas.json("PUT", path, Map.of("method", "tree", "x", "y")).statusCode())
        .isEqualTo(422);
    assertThat(adas.json("PUT", path, Map.of("method", "tree", "paper", "a\0b")).statusCode())
        .isEqualTo(422);
    assertThat(adas.json("PUT", path, "text").statusCode()).isEqualTo(400);
    assertThat(adas.json("PUT", path, Map.of("method", "forest", "own", true)).statusCode())
        .isEqualTo(204);
    assertThat(sheet(ada, submission)).contains("forest", "Own data? Yes");
  }

  @Test
  void an_answer_to_what_is_asked_no_more_stays() throws Exception {
    site.bean(JdbcClient.class)
        .sql(
            """
            update competition
               set fact_sheet = (select jsonb_agg(question) from jsonb_array_elements(fact_sheet) question
                                  where question ->> 'key' <> 'paper')
             where fact_sheet is not null""")
        .update();
    ada.post(submission, submission + "/answers", "answer.method=forest");
    assertThat(sheet(ada, submission)).contains("forest", "paper <b>On trees</b>");
  }
}

package dev.assay.server.submissions;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts written for Codabench make submissions public and answer fact sheets anew. */
class CodabenchSubmissionApiIT extends OnSubmissions {
  private static final String SHEET =
      """
      fact_sheet:
        method: {key: method, type: select, title: Which method?, selection: [tree, forest], is_required: true, is_on_leaderboard: true}
        own: {key: own, type: checkbox, title: Own data?, selection: [true, false], is_required: false, is_on_leaderboard: false}
      docker_image:""";

  private static Script owners;
  private static Browser ada;
  private static Script adas;
  private static Script eve;
  private static Browser visitor;

  private String submission = "";
  private String path = "";

  @BeforeAll
  static void start() throws Exception {
    owners = bed.owners.asForCodabench();
    ada = Browser.signedUp(bed.site, "ada");
    adas = Script.of(bed.site, "ada").asForCodabench();
    eve = Script.signedUp(bed.site, "eve").asForCodabench();
    visitor = new Browser(bed.site);
  }

  @BeforeEach
  void submit() throws Exception {
    var competition = bed.competition(TestBundle.open().replacing("docker_image:", SHEET));
    ada.join(competition);
    submission = bed.answered(ada, competition, "answer.method=tree");
    path = "/api" + submission;
  }

  /** Scores what waits, also what another test left, until this one has the run that it shows. */
  private void score() throws Exception {
    var before = run();
    do {
      bed.worker.scored(bed.claimed(), "77.125");
    } while (run().equals(before));
  }

  /** Its state and its current run. */
  private String run() throws Exception {
    var now = body(adas.get("/api/v1" + submission));
    return now.path("state").asString() + " " + now.path("evaluations").get(0).path("id");
  }

  private int got() throws Exception {
    return visitor.get(submission + "/files/submission").statusCode();
  }

  private String method() throws Exception {
    return body(adas.get("/api/v1" + submission))
        .path("factSheetAnswers")
        .path("method")
        .asString();
  }

  @Test
  void one_call_makes_it_public_and_the_next_one_private() throws Exception {
    score();
    var opened = adas.post(path + "/toggle_public/");
    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(opened.body()).isEqualTo("{}");
    assertThat(got()).isEqualTo(200);
    assertThat(adas.get(path + "/toggle_public").statusCode()).as("Codabench's GET").isEqualTo(200);
    assertThat(got()).isEqualTo(404);
  }

  @Test
  void who_may_not_is_told_in_codabenchs_form_and_nothing_changes() throws Exception {
    var early = adas.post(path + "/toggle_public/");
    assertThat(early.statusCode()).isEqualTo(403);
    assertThat(body(early).path("detail").asString()).contains("once it is scored");
    score();
    assertThat(Script.ofNobody(bed.site).get(path + "/toggle_public/").statusCode()).isEqualTo(405);
    assertThat(ada.get(path + "/toggle_public/").statusCode()).as("led to a link").isEqualTo(405);
    assertThat(Script.ofNobody(bed.site).post(path + "/toggle_public/").statusCode())
        .isEqualTo(403);
    assertThat(eve.post(path + "/toggle_public/").statusCode()).isEqualTo(404);
    assertThat(eve.post("/api/submissions/987654321/toggle_public/").statusCode()).isEqualTo(404);
    assertThat(owners.post(path + "/toggle_public/").statusCode()).isEqualTo(403);
    assertThat(got()).isEqualTo(404);

    assertThat(adas.post(path + "/toggle_public/").statusCode()).isEqualTo(200);
    assertThat(eve.post(path + "/toggle_public/").statusCode()).isEqualTo(404);
    assertThat(got()).isEqualTo(200);
    assertThat(owners.post(path + "/toggle_public/").statusCode()).isEqualTo(200);
    assertThat(got()).isEqualTo(404);
  }

  @Test
  void a_competition_that_does_not_let_participants_is_named_as_the_reason() throws Exception {
    score();
    bed.jdbc()
        .sql("update competition set can_participants_make_submissions_public = false")
        .update();
    var answer = adas.post(path + "/toggle_public/");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(body(answer).path("detail").asString()).contains("does not let participants");
  }

  @Test
  void answers_are_taken_as_an_object_and_as_a_text_of_one() throws Exception {
    var sheet = path + "/update_fact_sheet/";
    var kept = adas.json("PATCH", sheet, Map.of("method", "forest", "own", true));
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(kept.body()).isEqualTo("{}");
    assertThat(method()).isEqualTo("forest");

    var text = Json.MAPPER.writeValueAsString(Map.of("method", "tree", "own", false));
    assertThat(adas.json("PATCH", sheet, text).statusCode()).isEqualTo(200);
    assertThat(method()).isEqualTo("tree");
    assertThat(owners.json("PATCH", sheet, Map.of("method", "forest")).statusCode()).isEqualTo(200);
    assertThat(method()).isEqualTo("forest");
  }

  @Test
  void answers_that_are_none_and_strangers_change_nothing() throws Exception {
    var sheet = path + "/update_fact_sheet/";
    var wrong = adas.json("PATCH", sheet, Map.of("method", "wood"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(body(wrong).path("non_field_errors").get(0).asString()).contains("wood");
    assertThat(adas.json("PATCH", sheet, Map.of("method", "forest", "x", 1)).statusCode())
        .isEqualTo(400);
    assertThat(adas.json("PATCH", sheet, "no object").statusCode()).isEqualTo(400);
    assertThat(adas.json("PATCH", sheet, 7).statusCode()).isEqualTo(400);
    assertThat(eve.json("PATCH", sheet, Map.of("method", "forest")).statusCode()).isEqualTo(404);
    assertThat(
            Script.ofNobody(bed.site).json("PATCH", sheet, Map.of("method", "forest")).statusCode())
        .isEqualTo(403);
    bed.jdbc().sql("update phase set ends_at = now()").update();
    assertThat(adas.json("PATCH", sheet, Map.of("method", "forest")).statusCode()).isEqualTo(403);
    assertThat(method()).isEqualTo("tree");
  }

  @Test
  void a_child_of_codabenchs_stands_for_its_submission() throws Exception {
    score();
    var phase = body(adas.get("/api/v1" + submission)).path("phase");
    owners.json("POST", "/api/v1/phases/" + phase + "/reruns", Map.of("kind", "rerun"));
    score();
    var child = run().replaceAll("\\D", "");
    assertThat(child).isNotEqualTo(submission.replaceAll("\\D", ""));
    assertThat(adas.post("/api/submissions/" + child + "/toggle_public/").statusCode())
        .isEqualTo(200);
    assertThat(got()).isEqualTo(200);
    assertThat(
            adas.json(
                    "PATCH",
                    "/api/submissions/" + child + "/update_fact_sheet/",
                    Map.of("method", "forest"))
                .statusCode())
        .isEqualTo(200);
    assertThat(method()).isEqualTo("forest");
  }
}

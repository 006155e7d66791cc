package dev.assay.server.submissions;

import static dev.assay.server.testing.Script.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.leaderboards.Leaderboards;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Submissions are deleted and brought back, on the whole site with a worker in hand. */
class DeletionsIT extends OnSubmissions {
  private static Browser owner;

  private String competition = "";

  @BeforeAll
  static void start() throws Exception {
    owner = bed.owner;
  }

  /** Whatever a test did, the board is what it would be if it were made from nothing. */
  @AfterEach
  void the_board_agrees_with_one_made_from_nothing() {
    assertThat(bed.site.bean(Leaderboards.class).audit(phase())).isEmpty();
  }

  private void begin(String rule) throws Exception {
    competition =
        bed.competition(
            SubmissionsBed.open("max_submissions: 3")
                .replacing("key: results", "key: results\n    submission_rule: " + rule));
  }

  private PhaseId phase() {
    return new PhaseId(bed.phase(competition));
  }

  private Browser participant() throws Exception {
    return bed.participant(competition);
  }

  private long scored(Browser who, String score) throws Exception {
    var id = submitted(who);
    bed.worker.scored(bed.claimed(), score);
    return id;
  }

  private long submitted(Browser who) throws Exception {
    return bed.submit(who, competition);
  }

  private List<String> board() throws Exception {
    return owner.page(competition + "/leaderboard").select(".board tbody .score").eachText();
  }

  private List<String> listed(Browser who, String parameters) throws Exception {
    return who.page(competition + "/submissions" + parameters).select("tbody th a").eachText();
  }

  @Test
  void ones_own_that_stands_on_no_board_can_be_deleted_and_stays_charged() throws Exception {
    begin("Force_Best");
    var ada = participant();
    var best = scored(ada, "0.9");
    var worse = scored(ada, "0.5");

    assertThat(ada.post("/submissions/" + best, "/submissions/" + best + "/delete"))
        .matches(answer -> answer.statusCode() == 409);
    assertThat(ada.page("/submissions/" + best).text()).contains("cannot be deleted now");

    var gone = ada.post("/submissions/" + worse, "/submissions/" + worse + "/delete");

    assertThat(gone.uri().getPath()).isEqualTo(competition + "/submissions");
    assertThat(listed(ada, "")).containsExactly("#" + best);
    for (var path : List.of("", "/state", "/log.txt", "/files/submission")) {
      assertThat(ada.get("/submissions/" + worse + path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(ada.get("/api/v1/submissions/" + worse).statusCode()).isEqualTo(404);
    assertThat(ada.page(competition).select(".figures").text()).contains("1 submission left");
    assertThat(board()).containsExactly("0.90");
  }

  @Test
  void an_organiser_finds_what_was_deleted_and_brings_it_back() throws Exception {
    begin("Add");
    var ada = participant();
    var first = scored(ada, "0.9");
    var second = scored(ada, "0.5");
    ada.post("/submissions/" + second, "/submissions/" + second + "/delete");

    assertThat(listed(owner, "?of=all")).containsExactly("#" + first);
    assertThat(listed(owner, "?of=all&state=deleted")).containsExactly("#" + second);
    assertThat(
            ada.post("/submissions/" + first, "/submissions/" + second + "/restore").statusCode())
        .isEqualTo(404);

    var back = owner.post("/submissions/" + second, "/submissions/" + second + "/restore");

    assertThat(back.body()).doesNotContain("Bring it back").contains("Delete submission");
    assertThat(listed(ada, "")).containsExactly("#" + second, "#" + first);
    assertThat(owner.post("/submissions/" + second, "/submissions/" + second + "/restore"))
        .matches(answer -> answer.statusCode() == 409);
  }

  @Test
  void an_organiser_deletes_from_the_board_and_the_next_best_stands_there() throws Exception {
    begin("Force_Best");
    var ada = participant();
    var best = scored(ada, "0.9");
    var _ = scored(ada, "0.5");
    var bob = participant();
    var _ = scored(bob, "0.7");
    assertThat(board()).containsExactly("0.90", "0.70");

    owner.post("/submissions/" + best, "/submissions/" + best + "/delete", "reason=Not your code");

    assertThat(board()).containsExactly("0.70", "0.50");
    assertThat(ada.page("/submissions/" + best).text()).contains("Deleted", "Not your code");
    assertThat(ada.page("/submissions/" + best).select("form[action$=/restore]")).isEmpty();
    assertThat(ada.page(competition + "/submissions").select("tbody .tag").eachText())
        .contains("deleted");

    owner.post("/submissions/" + best, "/submissions/" + best + "/restore");
    assertThat(board()).containsExactly("0.90", "0.70");
  }

  @Test
  void what_somebody_had_chosen_goes_back_to_the_board() throws Exception {
    begin("Add_And_Delete_Multiple");
    var ada = participant();
    var one = scored(ada, "0.9");
    var other = scored(ada, "0.5");
    ada.post("/submissions/" + other, "/submissions/" + other + "/leaderboard", "choice=add");
    assertThat(board()).containsExactly("0.90", "0.50");

    owner.post("/submissions/" + one, "/submissions/" + one + "/delete");
    assertThat(board()).containsExactly("0.50");
    owner.post("/submissions/" + one, "/submissions/" + one + "/restore");
    assertThat(board()).containsExactly("0.90", "0.50");
  }

  @Test
  void what_is_taken_off_the_board_first_can_be_deleted() throws Exception {
    begin("Add_And_Delete");
    var ada = participant();
    var one = scored(ada, "0.9");
    var other = scored(ada, "0.5");
    ada.post("/submissions/" + one, "/submissions/" + other + "/leaderboard", "choice=add");
    assertThat(board()).containsExactly("0.50");

    var gone = ada.post("/submissions/" + one, "/submissions/" + one + "/delete");
    assertThat(gone.statusCode()).isEqualTo(200);
    assertThat(board()).containsExactly("0.50");
  }

  @Test
  void what_somebody_took_off_stays_off_when_the_board_is_made_from_nothing() throws Exception {
    begin("Add_And_Delete");
    var ada = participant();
    var one = scored(ada, "0.9");
    var other = scored(ada, "0.5");
    ada.post("/submissions/" + one, "/submissions/" + one + "/leaderboard", "choice=remove");
    ada.post("/submissions/" + one, "/submissions/" + one + "/delete");
    assertThat(board())
        .as("the only one there was chosen by nobody, and taken off by nobody")
        .containsExactly("0.50");
    ada.post("/submissions/" + other, "/submissions/" + other + "/leaderboard", "choice=remove");
    assertThat(board()).isEmpty();

    bed.site.bean(Leaderboards.class).recompute(phase());

    assertThat(board()).isEmpty();
    ada.post("/submissions/" + other, "/submissions/" + other + "/leaderboard", "choice=add");
    assertThat(board()).containsExactly("0.50");
  }

  @Test
  void what_runs_is_cancelled_first_and_strangers_learn_nothing() throws Exception {
    begin("Force_Best");
    var ada = participant();
    var running = submitted(ada);
    assertThat(ada.post("/account", "/submissions/" + running + "/delete").statusCode())
        .isEqualTo(409);
    ada.post("/account", "/submissions/" + running + "/cancel");
    var bob = participant();
    for (var path : List.of("/delete", "/restore")) {
      assertThat(bob.post("/account", "/submissions/" + running + path).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(ada.post("/account", "/submissions/" + running + "/delete").statusCode())
        .isEqualTo(200);
    assertThat(listed(ada, "")).isEmpty();
  }

  @Test
  void several_are_deleted_at_once_and_none_of_another_competition() throws Exception {
    begin("Force_Latest_Multiple");
    var ada = participant();
    var elsewhere = scored(ada, "0.1");
    var other = competition;
    begin("Force_Latest_Multiple");
    var bob = participant();
    var one = scored(bob, "0.4");
    var two = scored(bob, "0.5");
    var three = scored(bob, "0.6");

    owner.post(
        competition + "/submissions?of=all",
        competition + "/submissions/delete",
        "submission=" + one,
        "submission=" + two,
        "submission=" + elsewhere,
        "deletionReason=Doubles");

    assertThat(listed(owner, "?of=all")).containsExactly("#" + three);
    assertThat(board()).containsExactly("0.60");
    var eve = participant();
    eve.post("/account", competition + "/submissions/delete", "submission=" + three);
    assertThat(board()).as("nobody deletes what is another's").containsExactly("0.60");
    competition = other;
    assertThat(listed(owner, "?of=all")).containsExactly("#" + elsewhere);
  }

  @Test
  void where_none_is_chosen_it_is_said_that_none_was() throws Exception {
    begin("Force_Latest_Multiple");
    var list = competition + "/submissions?of=all";

    var deleted = owner.post(list, competition + "/submissions/delete", "deletionReason=Doubles");
    assertThat(deleted.statusCode()).isEqualTo(422);
    assertThat(deleted.body()).contains("No submission was chosen: tick those to delete");
    var again = owner.post(list, competition + "/reruns", "kind=rerun");
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("No submission was chosen: tick those to run");
  }

  @Test
  void ones_own_that_failed_are_deleted_together_from_ones_own_list() throws Exception {
    begin("Force_Best");
    var ada = participant();
    var best = scored(ada, "0.9");
    var one = scored(ada, "0.4");
    var two = submitted(ada);
    ada.post("/account", "/submissions/" + two + "/cancel");

    var list = ada.page(competition + "/submissions");
    assertThat(list.select("input[name=submission]").eachAttr("value"))
        .containsExactly("" + two, "" + one);
    ada.post(
        competition + "/submissions",
        list.select("#chosen").attr("action"),
        "submission=" + one,
        "submission=" + two);

    assertThat(listed(ada, "")).containsExactly("#" + best);
    assertThat(board()).containsExactly("0.90");
  }

  @Test
  void the_api_deletes_restores_and_tells() throws Exception {
    begin("Force_Best");
    var name = bed.newName();
    var ada = bed.participant(name, competition);
    var adas = Script.of(bed.site, name);
    var best = scored(ada, "0.9");
    var path = "/api/v1/submissions/" + best;

    assertThat(adas.delete(path).statusCode()).isEqualTo(409);
    assertThat(adas.json("POST", path + "/restore", Map.of()).statusCode()).isEqualTo(409);
    assertThat(bed.owners.delete(path + "?reason=Doubled").statusCode()).isEqualTo(204);
    var told = body(adas.get(path)).path("deleted");
    assertThat(told.path("reason").asString()).isEqualTo("Doubled");
    assertThat(told.path("byOwner").asBoolean()).isFalse();
    assertThat(
            body(bed.owners.get("/api/v1" + competition + "/submissions?of=all&state=deleted"))
                .path("submissions"))
        .hasSize(1);
    assertThat(bed.owners.json("POST", path + "/restore", Map.of()).statusCode()).isEqualTo(204);
    assertThat(body(adas.get(path)).path("deleted").isNull()).isTrue();
  }
}

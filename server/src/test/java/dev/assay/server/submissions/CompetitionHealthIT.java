package dev.assay.server.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Step;
import dev.assay.server.testing.TestBundle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The organiser's desk says whether the competition is well, and where to act. */
class CompetitionHealthIT extends OnSubmissions {

  private static void failed(Cause cause) throws Exception {
    bed.worker.failed(
        bed.claimed(),
        new Failure(
            cause, cause.fault(), Step.SCORE, null, 1, "It failed.", "Mend it.", List.of()));
  }

  private static String line(String competition) throws Exception {
    return bed.owner.page(competition + "/organise").select(".state .state-line").text();
  }

  private static String figure(String competition, String title) throws Exception {
    return bed
        .owner
        .page(competition + "/organise")
        .select(".state .figures > div")
        .eachText()
        .stream()
        .filter(text -> text.startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_new_competition_is_well_and_nothing_is_made_up() throws Exception {
    var competition = bed.competition("");
    assertThat(line(competition)).isEqualTo("Well Nothing needs you now.");
    assertThat(figure(competition, "Received in a day")).contains("0", "none in the last");
    assertThat(figure(competition, "Failed")).contains("–", "nothing has ended");
    assertThat(figure(competition, "Waiting now")).contains("0", "nothing waits");
    assertThat(figure(competition, "Usual wait")).contains("–");
    assertThat(bed.owner.page(competition + "/organise").select(".state .plot")).isEmpty();
  }

  @Test
  void failures_are_told_by_fault_and_the_competitions_own_come_first() throws Exception {
    var competition = bed.competition("");
    var ada = bed.participant("ada", competition);
    bed.upload(ada, competition);
    failed(Cause.SUBMISSION_PROGRAM_FAILED);
    assertThat(line(competition)).startsWith("Well");
    assertThat(figure(competition, "Failed")).isEqualTo("Failed 1 of 1 1 by participants");

    bed.upload(ada, competition);
    failed(Cause.SCORING_PROGRAM_FAILED);
    bed.upload(ada, competition);
    bed.worker.scored(bed.claimed(), "0.5");

    assertThat(line(competition)).startsWith("Needs you 1 submission of the last day failed");
    assertThat(
            bed.owner.page(competition + "/organise").select(".state .state-line a").attr("href"))
        .isEqualTo(competition + "/organise/runs");
    assertThat(figure(competition, "Failed"))
        .isEqualTo("Failed 2 of 3 1 by participants, 1 by the competition");
    assertThat(figure(competition, "Received in a day")).startsWith("Received in a day 3");
    assertThat(figure(competition, "Usual wait")).containsPattern("\\d s");
    assertThat(bed.owner.page(competition + "/organise").select(".state .plot tbody tr"))
        .hasSize(24);
  }

  @Test
  void what_waits_for_long_is_named_and_what_was_received_days_ago_is_not_counted()
      throws Exception {
    var competition = bed.competition("");
    var bea = bed.participant("bea", competition);
    var waits = bed.upload(bea, competition).uri().getPath();
    assertThat(figure(competition, "Waiting now")).startsWith("Waiting now 1 the oldest for");
    bed.jdbc()
        .sql("update submission set received_at = now() - interval '3 days' where id = :id")
        .param("id", Long.parseLong(waits.replaceAll(".*/", "")))
        .update();
    bed.jdbc()
        .sql(
            "update evaluation set state_since = now() - interval '2 hours' where submission_id = :id")
        .param("id", Long.parseLong(waits.replaceAll(".*/", "")))
        .update();

    assertThat(line(competition)).startsWith("Slow A submission has waited for 2 h");
    assertThat(
            bed.owner.page(competition + "/organise").select(".state .state-line a").attr("href"))
        .isEqualTo(waits);
    assertThat(figure(competition, "Received in a day")).startsWith("Received in a day 0");
    bed.worker.scored(bed.claimed(), "0.5");
    assertThat(line(competition)).startsWith("Well");
  }

  @Test
  void people_who_wait_to_be_let_in_are_named_when_nothing_is_worse() throws Exception {
    var competition = bed.competition(TestBundle.small());
    bed.participant("cleo", competition);
    assertThat(line(competition)).contains("1 person waits to be let in.", "Let them in");
  }
}

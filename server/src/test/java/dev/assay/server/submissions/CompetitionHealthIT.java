package dev.assay.server.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Step;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The organiser's desk says whether the competition is well, and where to act. */
class CompetitionHealthIT {
  private static TestSite site;
  private static Browser owner;
  private static HandWorker worker;
  private static ImportedForTests imported;
  private static int files;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start();
    owner = Browser.signedUp(site, "owner");
    imported = new ImportedForTests(site, "owner");
    worker = new HandWorker(site, "lab-1");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static String competition() throws Exception {
    var competition =
        imported.competition(
            TestBundle.small()
                .replacing("docker_image:", "registration_auto_approve: true\ndocker_image:"));
    owner.post(competition + "/organise", competition + "/publish");
    return competition;
  }

  private static Browser participant(String competition, String name) throws Exception {
    var participant = Browser.signedUp(site, name);
    participant.post(competition + "/join", competition + "/join", "terms=accepted");
    return participant;
  }

  private static String submitted(Browser who, String competition) throws Exception {
    var content = ("" + files++).getBytes(StandardCharsets.UTF_8);
    var zip = TestBundle.zipOf(Map.of("answer.txt", content));
    return who.upload("/account", competition + "/submit", "mine.zip", zip).uri().getPath();
  }

  private static void failed(Cause cause) throws Exception {
    var order = worker.claim().orElseThrow();
    var _ = worker.heartbeat(order, Step.SCORE).orElseThrow();
    worker.failed(
        order,
        new Failure(
            cause, cause.fault(), Step.SCORE, null, 1, "It failed.", "Mend it.", List.of()));
  }

  private static String line(String competition) throws Exception {
    return owner.page(competition + "/organise").select(".state .state-line").text();
  }

  private static String figure(String competition, String title) throws Exception {
    return owner.page(competition + "/organise").select(".state .figures > div").eachText().stream()
        .filter(text -> text.startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_new_competition_is_well_and_nothing_is_made_up() throws Exception {
    var competition = competition();
    assertThat(line(competition)).isEqualTo("Well Nothing needs you now.");
    assertThat(figure(competition, "Received in a day")).contains("0", "none in the last");
    assertThat(figure(competition, "Failed")).contains("–", "nothing has ended");
    assertThat(figure(competition, "Waiting now")).contains("0", "nothing waits");
    assertThat(figure(competition, "Usual wait")).contains("–");
    assertThat(owner.page(competition + "/organise").select(".state .plot")).isEmpty();
  }

  @Test
  void failures_are_told_by_fault_and_the_competitions_own_come_first() throws Exception {
    var competition = competition();
    var ada = participant(competition, "ada");
    submitted(ada, competition);
    failed(Cause.SUBMISSION_PROGRAM_FAILED);
    assertThat(line(competition)).startsWith("Well");
    assertThat(figure(competition, "Failed")).isEqualTo("Failed 1 of 1 1 by participants");

    submitted(ada, competition);
    failed(Cause.SCORING_PROGRAM_FAILED);
    submitted(ada, competition);
    var order = worker.claim().orElseThrow();
    worker.scored(order, "0.5");

    assertThat(line(competition)).startsWith("Needs you 1 submission of the last day failed");
    assertThat(owner.page(competition + "/organise").select(".state .state-line a").attr("href"))
        .isEqualTo(competition + "/organise/runs");
    assertThat(figure(competition, "Failed"))
        .isEqualTo("Failed 2 of 3 1 by participants, 1 by the competition");
    assertThat(figure(competition, "Received in a day")).startsWith("Received in a day 3");
    assertThat(figure(competition, "Usual wait")).containsPattern("\\d s");
    assertThat(owner.page(competition + "/organise").select(".state .plot tbody tr")).hasSize(24);
  }

  @Test
  void what_waits_for_long_is_named_and_what_was_received_days_ago_is_not_counted()
      throws Exception {
    var competition = competition();
    var bea = participant(competition, "bea");
    var waits = submitted(bea, competition);
    assertThat(figure(competition, "Waiting now")).startsWith("Waiting now 1 the oldest for");
    site.bean(JdbcClient.class)
        .sql("update submission set received_at = now() - interval '3 days' where id = :id")
        .param("id", Long.parseLong(waits.replaceAll(".*/", "")))
        .update();
    site.bean(JdbcClient.class)
        .sql(
            "update evaluation set state_since = now() - interval '2 hours' where submission_id = :id")
        .param("id", Long.parseLong(waits.replaceAll(".*/", "")))
        .update();

    assertThat(line(competition)).startsWith("Slow A submission has waited for 2 h");
    assertThat(owner.page(competition + "/organise").select(".state .state-line a").attr("href"))
        .isEqualTo(waits);
    assertThat(figure(competition, "Received in a day")).startsWith("Received in a day 0");
    worker.scored(worker.claim().orElseThrow(), "0.5");
    assertThat(line(competition)).startsWith("Well");
  }

  @Test
  void people_who_wait_to_be_let_in_are_named_when_nothing_is_worse() throws Exception {
    var competition = imported.competition(TestBundle.small());
    owner.post(competition + "/organise", competition + "/publish");
    participant(competition, "cleo");
    assertThat(line(competition)).contains("1 person waits to be let in.", "Let them in");
  }
}

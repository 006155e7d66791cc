package dev.assay.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.canary.QueueTried;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.queues.Queues;
import dev.assay.server.runs.FailedByOrganiser;
import dev.assay.server.runs.ScoringPaused;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Letters reach a real mail server, once, and wait where it is away. */
class LettersIT {
  private MailBed bed;
  private TestSite site;
  private PhaseId phase;

  @BeforeEach
  void start() throws Exception {
    bed = new MailBed();
    site = bed.site();
    Browser.signedUp(site, "owner");
    Browser.signedUp(site, "helper");
    Browser.signedUp(site, "stranger");
    jdbc().sql("update account set email = username || '@example.org'").update();
    jdbc().sql("delete from letter").update(); // Each was sent a link on signing up.
    new ImportedForTests(site, "owner").competition(TestBundle.small());
    jdbc()
        .sql(
            """
            insert into competition_organiser (competition_id, account_id)
            select c.id, a.id from competition c, account a where a.username = 'helper'""")
        .update();
    phase = new PhaseId(jdbc().sql("select min(id) from phase").query(Long.class).single());
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private JdbcClient jdbc() {
    return bed.jdbc();
  }

  private void happens(Object event) {
    site.bean(ApplicationEventMulticaster.class)
        .multicastEvent(new PayloadApplicationEvent<>(this, event));
  }

  private List<String> delivered() throws Exception {
    var lines = new ArrayList<String>();
    for (var letter : bed.letters()) {
      lines.add("%s: %s".formatted(letter.getAllRecipients()[0], letter.getSubject()));
    }
    return lines;
  }

  @Test
  void organisers_are_told_once_a_day_that_something_failed_by_their_fault() throws Exception {
    happens(new FailedByOrganiser(phase, new SubmissionId(7), "The scoring program failed."));
    happens(new FailedByOrganiser(phase, new SubmissionId(8), "The scoring program failed."));

    assertThat(delivered())
        .containsExactlyInAnyOrder(
            "owner@example.org: Small: a submission failed by the competition's own fault",
            "helper@example.org: Small: a submission failed by the competition's own fault");
    assertThat(delivered()).as("and nothing is sent twice").hasSize(2);
    var first = bed.received().getFirst();
    assertThat(first.getContent().toString())
        .contains("The scoring program failed.")
        .containsPattern("http://127.0.0.1:\\d+/competitions/1/organise/runs");
    assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void organisers_are_told_that_scoring_is_paused_and_owners_that_a_queue_fails() throws Exception {
    happens(new ScoringPaused(phase, 1, "The last 3 evaluations failed."));
    var queue = site.bean(Queues.class).defaultQueue();
    happens(new QueueTried(queue, new SubmissionId(9), "The image is not there."));
    happens(new QueueTried(queue, new SubmissionId(9), ""));

    assertThat(delivered())
        .containsExactlyInAnyOrder(
            "owner@example.org: Small: scoring is paused, it fails for everybody",
            "helper@example.org: Small: scoring is paused, it fails for everybody",
            "admin@example.org: Queue Default queue fails its test run",
            "admin@example.org: Queue Default queue works again");
  }

  @Test
  void what_organisers_try_is_no_news_to_them_and_not_the_letter_of_the_day() throws Exception {
    var tried =
        jdbc()
            .sql(
                """
                with asked as (
                  insert into trial (competition_id, account_id, at)
                  select id, owner_id, now() from competition returning id, account_id),
                file as (select min(id) as id from blob)
                insert into submission (id, phase_id, account_id, blob_id, file_name, received_at,
                                        state, trial_id, trial_name)
                select nextval('submission_id'), :phase, asked.account_id, file.id, 'a.zip', now(),
                       'failed', asked.id, 'a.zip' from asked, file returning id""")
            .param("phase", phase.value())
            .query(Long.class)
            .single();

    happens(new FailedByOrganiser(phase, new SubmissionId(tried), "The scoring program failed."));
    assertThat(delivered()).isEmpty();
    happens(new FailedByOrganiser(phase, new SubmissionId(-1), "The scoring program failed."));
    assertThat(delivered()).hasSize(2);
  }

  @Test
  void a_title_cannot_smuggle_a_header_in() throws Exception {
    jdbc().sql("update competition set title = E'Small\\r\\nBcc: stranger@example.org'").update();
    happens(new ScoringPaused(phase, 1, "It fails."));

    assertThat(delivered()).hasSize(2).allMatch(line -> !line.startsWith("stranger"));
    assertThat(bed.received().getFirst().getSubject())
        .startsWith("Small Bcc: stranger@example.org");
    assertThat(bed.received().getFirst().getHeader("Bcc")).isNull();
  }

  @Test
  void a_mail_server_that_is_away_is_tried_again_and_the_site_goes_on() throws Exception {
    bed.stopMailServer();
    happens(new ScoringPaused(phase, 1, "It fails."));
    site.bean(LetterSending.class).send();
    assertThat(new Browser(site).get("/actuator/health").statusCode()).isEqualTo(200);

    bed.startMailServer();
    assertThat(delivered()).as("not before its time").isEmpty();
    jdbc().sql("update letter set try_at = now()").update();
    assertThat(delivered()).hasSize(2);
  }
}

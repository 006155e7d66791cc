package dev.assay.server.submissions;

import static dev.assay.server.submissions.SubmissionsBed.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Organisers give people more submissions, or more time. */
class ExtensionsIT extends OnSubmissions {

  @Test
  void one_person_gets_more_submissions_and_time_with_a_reason_on_record() throws Exception {
    var competition = bed.competition("max_submissions: 1");
    var phase = bed.phase(competition);
    var name = bed.newName();
    var ada = bed.participant(name, competition);
    bed.submit(ada, competition);
    bed.worker.scored(bed.claimed(), "0.5");
    assertThat(bed.upload(ada, competition).body())
        .contains("You have used the only submission of this phase");
    var form = competition + "/organise/runs";
    var action = competition + "/phases/" + phase + "/extensions";

    assertThat(bed.owner.post(form, action, "participant=" + name, "moreInAll=1", "reason=").body())
        .contains("Give a reason");
    assertThat(
            bed.owner
                .post(form, action, "participant=nobody-here", "moreInAll=1", "reason=x")
                .body())
        .contains("Nobody here is called nobody-here");
    bed.owner.post(form, action, "participant=" + name, "moreInAll=1", "reason=The site was down");

    assertThat(bed.owner.page(form).text()).contains("1 more in all", "The site was down");
    bed.submit(ada, competition);
    bed.worker.scored(bed.claimed(), "0.5");
    assertThat(bed.upload(ada, competition).body()).contains("all 2 submissions");
    assertThat(ada.get(form).statusCode()).isEqualTo(403);
  }

  @Test
  void a_deadline_is_extended_for_one_person_or_for_everybody() throws Exception {
    var competition = bed.competition("end: 2026-01-02");
    var phase = bed.phase(competition);
    var name = bed.newName();
    var ada = bed.participant(name, competition);
    var ben = bed.participant(competition);
    assertThat(bed.upload(ada, competition).statusCode()).isEqualTo(403);

    post(
        bed.owner,
        "/api/v1/phases/" + phase + "/extensions",
        "{\"participant\":\"%s\",\"endsAt\":\"2126-01-01T00:00:00Z\",\"reason\":\"ill\"}"
            .formatted(name));

    var submission = bed.submit(ada, competition);
    assertThat(ada.page("/submissions/" + submission).text()).doesNotContain("after the deadline");
    bed.worker.scored(bed.claimed(), "0.5");
    assertThat(bed.upload(ben, competition).statusCode()).isEqualTo(403);

    post(
        bed.owner,
        "/api/v1/phases/" + phase + "/extensions",
        "{\"endsAt\":\"2126-01-01T00:00:00Z\",\"reason\":\"the data came late\"}");

    bed.submit(ben, competition);
    bed.worker.scored(bed.claimed(), "0.5");
  }
}

package dev.assay.server.submissions;

import static dev.assay.server.submissions.SubmissionsBed.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
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
    bed.owner.post(
        form, action, "participant=" + name, "moreInAll=1", "reason=The site\0 was down");

    assertThat(bed.owner.page(form).text()).contains("1 more in all", "The site was down");
    bed.submit(ada, competition);
    bed.worker.scored(bed.claimed(), "0.5");
    assertThat(bed.upload(ada, competition).body()).contains("all 2 submissions");
    assertThat(ada.get(form).statusCode()).isEqualTo(403);
  }

  @Test
  void a_refused_extension_shows_its_form_as_it_was_filled_in() throws Exception {
    var competition = bed.competition("max_submissions: 1");
    var form = competition + "/organise/runs";
    var action = competition + "/phases/" + bed.phase(competition) + "/extensions";

    for (var wrong : List.of("participant=nobody-here", "morePerDay=lots", "morePerDay=-1")) {
      var answer =
          bed.owner.post(form, action, wrong, "moreInAll=3", "reason=The <b>site</b> was down");

      assertThat(answer.statusCode()).isEqualTo(422);
      var sent = Jsoup.parse(answer.body()).select("form[action=" + action + "]");
      assertThat(sent.select("[name=" + wrong.split("=")[0] + "]").attr("value"))
          .isEqualTo(wrong.split("=")[1]);
      assertThat(sent.select("[name=moreInAll]").attr("value")).isEqualTo("3");
      assertThat(sent.select("[name=reason]").attr("value")).isEqualTo("The <b>site</b> was down");
      assertThat(sent.parents().is("details[open]")).isTrue();
    }
  }

  @Test
  void a_pause_is_explained_in_few_words() throws Exception {
    var competition = bed.competition("");
    var form = competition + "/organise/runs";
    var action = competition + "/phases/" + bed.phase(competition) + "/pause";

    var answer = bed.owner.post(form, action, "why=" + "w".repeat(501));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("at most 500 characters", "w".repeat(501));
    assertThat(bed.owner.page(form).text()).doesNotContain("Scoring is paused");
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

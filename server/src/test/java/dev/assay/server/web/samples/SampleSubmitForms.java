package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.competitions.CompetitionHead.Standing;
import dev.assay.server.submissions.SubmitView;
import dev.assay.server.submissions.SubmitView.Limit;
import dev.assay.server.web.Finding;
import java.time.Duration;
import java.util.List;

/** Forms that submissions are sent in with. */
final class SampleSubmitForms {

  private SampleSubmitForms() {}

  static SubmitView submit() {
    return submit(SampleCompetitions.participant(), "", List.of());
  }

  static SubmitView submitRefused() {
    return submit(
        SampleCompetitions.participant(),
        "",
        List.of(
            Finding.error(
                "“report.pdf” is not a zip.", "Pack the files with zip and choose that file.")));
  }

  static SubmitView submitClosed() {
    return submit(
        SampleCompetitions.head(Membership.PARTICIPANT, new Standing(null, 31, "", 0, 40)),
        "You have used your 5 submissions of today. The next is possible in 2 h 20 min, at 00:00"
            + " UTC.",
        List.of());
  }

  /**
   * Questions of a fact sheet, answered so.
   *
   * @param data whether other data was used
   */
  static List<SubmitView.Question> questions(String method, String data) {
    return List.of(
        new SubmitView.Question(
            "answer.method",
            "Which method did you use?",
            false,
            true,
            List.of("tree", "forest"),
            method),
        new SubmitView.Question("answer.paper", "Address of a paper", false, false, List.of(), ""),
        new SubmitView.Question(
            "answer.data", "I used other data too", true, false, List.of("true", "false"), data));
  }

  private static SubmitView submit(CompetitionHead head, String closed, List<Finding> problems) {
    return new SubmitView(
        head,
        null,
        closed,
        "Code with model.py at the top of the zip.",
        false,
        NOW.plus(Duration.ofHours(50)),
        50_000_000,
        questions("", ""),
        List.of(
            new Limit("Image", "assay/python:3.11", true),
            new Limit("Time", "10 min for each step", false),
            new Limit("Memory", "4 GB", false),
            new Limit("Network", "none", false)),
        problems);
  }
}

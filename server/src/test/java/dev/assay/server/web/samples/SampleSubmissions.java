package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.BoardOffers;
import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.submissions.FactSheetView;
import dev.assay.server.submissions.FailureView;
import dev.assay.server.submissions.LogView;
import dev.assay.server.submissions.LogView.Part;
import dev.assay.server.submissions.PublicListView;
import dev.assay.server.submissions.Receipt;
import dev.assay.server.submissions.SubmissionListView;
import dev.assay.server.submissions.SubmissionStateView;
import dev.assay.server.submissions.SubmissionStateView.Score;
import dev.assay.server.submissions.SubmissionStateView.StoredFile;
import dev.assay.server.submissions.SubmissionView;
import dev.assay.server.submissions.SubmissionView.Removal;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Blame;
import dev.assay.server.web.Step;
import dev.assay.server.web.Step.Progress;
import dev.assay.server.web.Tone;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of what was submitted. */
final class SampleSubmissions {

  private SampleSubmissions() {}

  static SubmissionListView mine() {
    return new SubmissionListView(
        SampleCompetitions.participant(),
        "Accuracy",
        4,
        false,
        false,
        filter("", false),
        List.of(
            row(4711, "digits-forest.zip", 20, Tone.ACTIVE, "Running", null, "", false),
            row(4708, "digits-knn.zip", 3_000, Tone.GOOD, "Scored", "0.943", "", true),
            row(
                4702,
                "digits-knn-with-a-rather-long-name-of-its-own.zip",
                9_400,
                Tone.BAD,
                "Failed",
                null,
                "your program ended with exit code 1",
                false),
            row(4655, "baseline.zip", 190_000, Tone.GOOD, "Scored", "0.8811", "", false)),
        null,
        "/competitions/7/submissions?of=mine&before=4655");
  }

  /** As an organiser sees them, who may do something with several at once. */
  static SubmissionListView everybodys() {
    var mine = mine();
    return new SubmissionListView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        mine.scoreName(),
        mine.decimals(),
        true,
        true,
        filter("", false),
        mine.rows().stream()
            .map(
                row ->
                    new SubmissionListView.Row(
                        row.id(),
                        "a-team-with-quite-a-long-name",
                        row.fileName(),
                        row.phase(),
                        row.receivedAt(),
                        row.state(),
                        row.score(),
                        row.why(),
                        row.onLeaderboard(),
                        row.isDeleted(),
                        true))
            .toList(),
        null,
        null);
  }

  /** As an organiser sees them, narrowed to what nobody has. */
  static SubmissionListView none() {
    return new SubmissionListView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        "Accuracy",
        4,
        true,
        true,
        filter("nobody-here", true),
        List.of(),
        null,
        null);
  }

  static PublicListView publicOnes() {
    return new PublicListView(
        SampleCompetitions.participant(),
        List.of(
            new PublicListView.Row(
                4708, "ada", "Development", "digits-knn.zip", 84_213, NOW.minusSeconds(3_000)),
            new PublicListView.Row(
                4655,
                "Somebody with a rather long name",
                "Warm-up",
                "baseline-with-a-rather-long-name-of-its-own-that-must-break.zip",
                5_300_000_000L,
                NOW.minusSeconds(190_000))),
        null,
        "/competitions/7/public-submissions?before=4655");
  }

  private static SubmissionListView.Filter filter(String user, boolean narrows) {
    return new SubmissionListView.Filter(
        List.of(
            new SubmissionListView.Option("", "Every phase", true),
            new SubmissionListView.Option("11", "Warm-up", false),
            new SubmissionListView.Option("12", "Development", false)),
        List.of(
            new SubmissionListView.Option("", "Every state", !narrows),
            new SubmissionListView.Option("failed", "Failed", narrows)),
        user,
        narrows);
  }

  static SubmissionView running() {
    return page(
        4711,
        state(
            4711,
            new Badge(Tone.ACTIVE, "Running"),
            "Running the prediction on worker lab-3, at most 10 min.",
            List.of(
                new Step("Received", Progress.DONE, ""),
                new Step("Queued", Progress.DONE, "4 s"),
                new Step("Prediction", Progress.CURRENT, ""),
                new Step("Scoring", Progress.AHEAD, ""),
                new Step("Leaderboard", Progress.AHEAD, "")),
            null),
        new LogView(log(), "/submissions/4711/log/stream", "17", "/submissions/4711/log", false));
  }

  static SubmissionView scored() {
    return page(
        4708,
        new SubmissionStateView(
            4708,
            new Badge(Tone.GOOD, "Scored"),
            "Scored in 9.4 s, and on the leaderboard at rank 4.",
            "",
            null,
            List.of(
                new Step("Received", Progress.DONE, ""),
                new Step("Queued", Progress.DONE, "1 s"),
                new Step("Prediction", Progress.DONE, "7.1 s"),
                new Step("Scoring", Progress.DONE, "1.2 s"),
                new Step("Leaderboard", Progress.DONE, "rank 4")),
            true,
            false,
            "Ran in assay/python:3.11, which stands in for codalab/codalab-legacy:py37 on this"
                + " worker.",
            List.of(
                new Score("Accuracy", new BigDecimal("0.94327"), 4, true, "your best so far"),
                new Score("Seconds", new BigDecimal("7.1"), 1, false, "lower is better"),
                new Score("Worst digit", null, 2, false, "the scorer gave none")),
            null,
            files(),
            null,
            new BoardOffers.Offer("It stands on the leaderboard.", "remove")),
        new LogView(log(), null, "40", "/submissions/4708/log", true));
  }

  static SubmissionView failed() {
    var failure =
        new FailureView(
            Blame.PARTICIPANT,
            "Your program ended with exit code 1 after 2.4 s.",
            "Prediction, submission, exit code 1",
            List.of(
                "Traceback (most recent call last):",
                "  File \"/app/ingested_program/model.py\", line 14, in fit",
                "    self.tree = build(x, y, depth=self.deepth)",
                "                                  ^^^^^^^^^^^",
                "AttributeError: 'Model' object has no attribute 'deepth'. Did you mean: 'depth'?"),
            "Correct the error above and submit again.",
            false,
            true);
    return page(
        4702,
        state(
            4702,
            new Badge(Tone.BAD, "Failed"),
            "It failed in the prediction step.",
            List.of(
                new Step("Received", Progress.DONE, ""),
                new Step("Queued", Progress.DONE, "2 s"),
                new Step("Prediction", Progress.FAILED, "2.4 s"),
                new Step("Scoring", Progress.SKIPPED, ""),
                new Step("Leaderboard", Progress.SKIPPED, "")),
            failure),
        new LogView(log(), null, "12", "/submissions/4702/log", false));
  }

  private static SubmissionStateView state(
      long id, Badge badge, String line, List<Step> steps, @Nullable FailureView failure) {
    var isFinal = failure != null;
    return new SubmissionStateView(
        id,
        badge,
        line,
        isFinal ? "" : "Worker lab-3 has it. If it is not heard of for 27 s, another takes over.",
        isFinal ? null : NOW.minusSeconds(12),
        steps,
        isFinal,
        !isFinal,
        "",
        List.of(),
        failure,
        isFinal ? files().subList(0, 1) : List.of(),
        null,
        null);
  }

  private static SubmissionView page(long id, SubmissionStateView state, LogView log) {
    return new SubmissionView(
        id,
        "Handwritten digits",
        "/competitions/7",
        "Development",
        "ada",
        new Receipt(
            NOW.minusSeconds(20),
            "digits-forest.zip",
            84_213,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            false),
        state,
        log,
        false,
        false,
        ANSWERED,
        new SubmissionView.Publicity(id == 4708, false, id == 4711),
        null,
        state.isFinal() ? DELETABLE : TO_COME);
  }

  private static final FactSheetView ANSWERED =
      new FactSheetView(
          List.of(
              new FactSheetView.Line("Which method did you use?", "forest"),
              new FactSheetView.Line("Address of a paper", ""),
              new FactSheetView.Line("I used other data too", "No")),
          SampleSubmitForms.questions("forest", "false"),
          "",
          "Answer the question “Which method did you use?”.");
  private static final Removal DELETABLE = new Removal(null, "", "", true, false, "");
  private static final Removal TO_COME = new Removal(null, "", "", false, false, "");

  /** What an organiser sees of one that was taken away. */
  static SubmissionView deleted() {
    var page = failed();
    return new SubmissionView(
        page.id(),
        page.competition(),
        page.competitionUrl(),
        page.phase(),
        page.participant(),
        page.receipt(),
        page.state(),
        page.log(),
        true,
        false,
        new FactSheetView(
            List.of(new FactSheetView.Line("Which method did you use?", "tree")),
            List.of(),
            "",
            ""),
        new SubmissionView.Publicity(false, false, false),
        null,
        new Removal(
            NOW.minusSeconds(60), "grace", "It holds somebody else's code", false, true, ""));
  }

  private static List<Part> log() {
    return List.of(
        new Part("worker.stdout", "Image assay/python:3.11 is here.\n"),
        new Part("predict.ingestion.stdout", "Training on 1200 digits\n"),
        new Part("predict.ingestion.stdout", "\u001b[32mFitted\u001b[0m in 1.9 s\n"),
        new Part(
            "predict.ingestion.stderr",
            "/app/ingested_program/model.py:31: RuntimeWarning: overflow encountered in exp\n"),
        new Part("predict.ingestion.stdout", "<b>not bold</b>, predicting 597 digits\n"));
  }

  private static List<StoredFile> files() {
    return List.of(
        new StoredFile("digits-knn.zip", "what you sent", 84_213, "/submissions/4708/files/1"),
        new StoredFile(
            "predictions.zip", "output of the prediction", 3_120, "/submissions/4708/files/2"),
        new StoredFile("scores.json", "output of the scoring", 61, "/submissions/4708/files/3"));
  }

  private static SubmissionListView.Row row(
      long id,
      String file,
      long secondsAgo,
      Tone tone,
      String word,
      @Nullable String score,
      String why,
      boolean best) {
    return new SubmissionListView.Row(
        id,
        "ada",
        file,
        "Development",
        NOW.minusSeconds(secondsAgo),
        new Badge(tone, word),
        score == null ? null : new BigDecimal(score),
        why,
        best,
        false,
        !best);
  }
}

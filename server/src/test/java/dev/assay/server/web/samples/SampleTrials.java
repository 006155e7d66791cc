package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.submissions.FailureView;
import dev.assay.server.trials.TrialStateView;
import dev.assay.server.trials.TrialStateView.PhaseBoard;
import dev.assay.server.trials.TrialStateView.Run;
import dev.assay.server.trials.TrialView;
import dev.assay.server.trials.TrialsView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Blame;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Finding.Severity;
import dev.assay.server.web.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trying a competition. */
final class SampleTrials {
  private static final String URL = "/competitions/7/trials/3";

  private SampleTrials() {}

  static TrialsView before() {
    return new TrialsView(
        SampleCompetitions.head(Membership.ORGANISER, null), List.of(), List.of(), List.of(), "");
  }

  static TrialsView list() {
    return new TrialsView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        List.of("A random forest", "Nearest neighbours", "What the bundle calls its baseline"),
        List.of(
            new TrialsView.PhaseChoice(11, "Warm-up"),
            new TrialsView.PhaseChoice(12, "Development")),
        List.of(
            new TrialsView.Row(
                URL,
                3,
                NOW.minusSeconds(40),
                "grace",
                new Badge(Tone.ACTIVE, "Running"),
                "1 of 3 runs done"),
            new TrialsView.Row(
                "/competitions/7/trials/2",
                2,
                NOW.minusSeconds(4000),
                "grace",
                new Badge(Tone.BAD, "Some failed"),
                "2 of 3 runs scored")),
        "A try is under way: wait for its end, or stop it first.");
  }

  static TrialView running() {
    return trial(
        new TrialStateView(
            URL,
            new Badge(Tone.ACTIVE, "Running"),
            "1 of 3 runs done",
            false,
            List.of(
                run("A random forest", new Badge(Tone.GOOD, "Scored"), "Scored", null),
                run(
                    "Nearest neighbours",
                    new Badge(Tone.ACTIVE, "Running"),
                    "Running the prediction on worker lab-3",
                    null),
                run(
                    "What the bundle calls its baseline",
                    new Badge(Tone.WAITING, "Queued"),
                    "2 runs ahead in the queue",
                    null)),
            List.of(),
            List.of()));
  }

  static TrialView done() {
    return trial(
        new TrialStateView(
            URL,
            new Badge(Tone.BAD, "Some failed"),
            "3 of 4 runs scored",
            true,
            List.of(
                run("A random forest", new Badge(Tone.GOOD, "Scored"), "Scored", null),
                run("Nearest neighbours", new Badge(Tone.GOOD, "Scored"), "Scored", null),
                run("mine.zip", new Badge(Tone.GOOD, "Scored"), "Scored", null),
                run("Baseline", new Badge(Tone.BAD, "Failed"), "In the scoring step", failure())),
            List.of(
                new Finding(
                    Severity.WARNING,
                    "RUN-06",
                    "The column \"Worst digit\" got no score from anything that was tried: the scoring program never writes \"worst\".",
                    "leaderboard column worst",
                    null,
                    "It wrote \"accuracy\", \"seconds\". Let it write \"worst\", or give the column the key that is written; keys must match exactly.")),
            List.of(new PhaseBoard("Development", SampleLeaderboards.tried()))));
  }

  private static Run run(String name, Badge state, String line, @Nullable FailureView why) {
    return new Run(4700 + name.length(), name, "Development", state, line, why);
  }

  private static FailureView failure() {
    return new FailureView(
        Blame.ORGANISER,
        "The scoring program ended with exit code 1.",
        "Scoring, scoring program, exit code 1",
        List.of(
            "Traceback (most recent call last):",
            "  File \"/app/program/score.py\", line 9, in <module>",
            "KeyError: 'truth'"),
        "Correct the scoring program; its log says more.",
        false,
        false);
  }

  private static TrialView trial(TrialStateView state) {
    return new TrialView(
        SampleCompetitions.head(Membership.ORGANISER, null), "grace", NOW.minusSeconds(40), state);
  }
}

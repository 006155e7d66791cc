package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.leaderboards.RerunView;
import dev.assay.server.migrations.MigrationsView;
import dev.assay.server.routing.RoutingView;
import dev.assay.server.submissions.RunsDeskView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Tone;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What organisers do with runs. */
final class SampleRuns {

  private SampleRuns() {}

  static RunsDeskView desk() {
    return new RunsDeskView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        List.of(
            new RunsDeskView.Held(4711, "ada", "Development", NOW.minusSeconds(90)),
            new RunsDeskView.Held(
                4710, "a-team-with-quite-a-long-name", "Development", NOW.minusSeconds(3900))),
        List.of(quiet(), paused()),
        new RunsDeskView.Refused(0, "", "", Map.of()));
  }

  static RunsDeskView refused() {
    return new RunsDeskView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        List.of(),
        List.of(quiet()),
        new RunsDeskView.Refused(
            11,
            "extensions",
            "Nobody here is called somebody-else.",
            Map.of("participant", "somebody-else", "morePerDay", "3", "reason", "A power cut.")));
  }

  private static RunsDeskView.PhaseDesk quiet() {
    return new RunsDeskView.PhaseDesk(11, "Warm-up", null, List.of(), List.of(), List.of(), true);
  }

  private static RunsDeskView.PhaseDesk paused() {
    return new RunsDeskView.PhaseDesk(
        12,
        "Development",
        new RunsDeskView.Pause(
            NOW.minusSeconds(700),
            "The last 3 evaluations failed by no participant's fault: The scoring program ended with exit code 1.",
            14),
        List.of(
            new RunsDeskView.Failed(
                4709, "The scoring program ended with exit code 1.", NOW.minusSeconds(710)),
            new RunsDeskView.Failed(
                4708, "The scoring program ended with exit code 1.", NOW.minusSeconds(790))),
        List.of(
            new RunsDeskView.Again(
                31,
                "Scored again: the whole phase",
                "The scorer counted blanks as right",
                new Badge(Tone.WARNING, "To decide"),
                "118 of 120 scored, 2 failed",
                NOW.minusSeconds(5000)),
            new RunsDeskView.Again(
                30,
                "Run again: 1 evaluation",
                "",
                new Badge(Tone.GOOD, "Done"),
                "1 of 1 scored",
                NOW.minusSeconds(90_000))),
        List.of(
            new RunsDeskView.Extended(
                "Everybody",
                "until 14 Mar 2026, 12:00 UTC",
                "The site was down on Friday evening, between the two last deadlines",
                "grace",
                NOW.minusSeconds(20_000)),
            new RunsDeskView.Extended(
                "ada",
                "2 more a day, 5 more in all",
                "Illness",
                "grace",
                NOW.minusSeconds(30_000))),
        true);
  }

  static RerunView rescore() {
    return new RerunView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        31,
        "Scored again: the whole phase",
        "Development",
        "grace",
        NOW.minusSeconds(5000),
        "The scorer counted blanks as right",
        new Badge(Tone.WARNING, "To decide"),
        "118 of 120 scored, 2 failed",
        false,
        true,
        true,
        "Accuracy",
        4,
        List.of(
            move(4711, "grace", 2, "0.9820", 1, "0.9861"),
            move(4702, "ada", 1, "0.9861", 2, "0.9790"),
            move(4690, "a-team-with-quite-a-long-name", 3, "0.9311", 3, "0.9311"),
            move(4688, "barbara", null, null, 4, "0.9001"),
            move(4677, "edsger", 4, "0.9201", null, null)),
        List.of(
            new RerunView.Failed(4677, "The scoring program wrote no scores."),
            new RerunView.Failed(4670, "The scoring program ended with exit code 1.")));
  }

  static RerunView running() {
    return new RerunView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        32,
        "Run again: 1 evaluation",
        "Development",
        "grace",
        NOW.minusSeconds(5),
        "",
        new Badge(Tone.ACTIVE, "Running"),
        "0 of 1 scored",
        true,
        false,
        true,
        "Accuracy",
        4,
        List.of(),
        List.of());
  }

  private static RerunView.Move move(
      long submission,
      String participant,
      @Nullable Integer rankBefore,
      @Nullable String before,
      @Nullable Integer rankAfter,
      @Nullable String after) {
    return new RerunView.Move(
        submission,
        participant,
        rankBefore,
        before == null ? null : new BigDecimal(before),
        rankAfter,
        after == null ? null : new BigDecimal(after));
  }

  static MigrationsView migrations() {
    return new MigrationsView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        List.of(
            new MigrationsView.Step(
                11, "Warm-up", "Development", true, true, NOW.minus(Duration.ofDays(12)), 31, 2, 0),
            new MigrationsView.Step(
                12, "Development", "Final", true, false, NOW.plus(Duration.ofHours(50)), 0, 28, 3),
            new MigrationsView.Step(
                13, "Final", "Afterwards", false, false, NOW.plus(Duration.ofDays(9)), 0, 0, 0)));
  }

  static RoutingView routing() {
    return new RoutingView(
        "Handwritten digits",
        "/competitions/7/queue",
        "/competitions/7/organise",
        new RoutingView.Choice(
            "queue",
            "The competition",
            "The default queue",
            List.of(
                new RoutingView.Option(2, "lab", "2 workers", true),
                new RoutingView.Option(3, "Graphics processors of the faculty", null, false))),
        List.of(
            new RoutingView.Choice(
                "phase-11",
                "Warm-up",
                "As the competition",
                List.of(new RoutingView.Option(2, "lab", "2 workers", false))),
            new RoutingView.Choice(
                "phase-12",
                "Development",
                "As the competition",
                List.of(new RoutingView.Option(2, "lab", "2 workers", false)))),
        2);
  }
}

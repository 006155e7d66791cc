package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.leaderboards.LeaderboardView;
import dev.assay.server.leaderboards.LeaderboardView.Choice;
import dev.assay.server.leaderboards.LeaderboardView.Column;
import dev.assay.server.leaderboards.LeaderboardView.Row;
import dev.assay.server.web.Plot;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaderboards. */
public final class SampleLeaderboards {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Accuracy", 4, false, true),
          new Column("Worst digit", 2, false, false),
          new Column("Seconds", 1, true, false));

  private SampleLeaderboards() {}

  static LeaderboardView digits() {
    return new LeaderboardView(
        SampleCompetitions.participant(),
        List.of(
            new Choice("Development", "/competitions/7/leaderboard?phase=12", true),
            new Choice("Warm-up", "/competitions/7/leaderboard?phase=11", false)),
        COLUMNS,
        List.of(
            row(1, 0, "grace", "0.98610", "0.95", "8.2"),
            row(2, 1, "alan", "0.98240", "0.93", "31.0"),
            row(3, -1, "katherine", "0.97900", "0.95", "12.4"),
            row(4, 2, "ada", "0.94327", "0.86", "7.1"),
            row(4, 0, "edsger", "0.94327", "0.84", "7.3"),
            row(6, null, "barbara", "0.94020", null, "3.3"),
            row(7, -3, "a-team-with-quite-a-long-name", "0.93110", "0.79", "112.0"),
            row(8, 0, "john", "0.88110", "0.71", "0.4")),
        "/competitions/7/leaderboard.csv",
        new Plot(
            "Best score over time",
            "Day",
            "Accuracy",
            true,
            List.of(
                new Plot.Point(0, 0.8811, "28 Feb", "0.8811"),
                new Plot.Point(2, 0.9402, "2 Mar", "0.9402"),
                new Plot.Point(5, 0.9790, "5 Mar", "0.9790"),
                new Plot.Point(6, 0.9824, "6 Mar", "0.9824"),
                new Plot.Point(11, 0.9861, "11 Mar", "0.9861"))));
  }

  static LeaderboardView empty() {
    return new LeaderboardView(
        SampleCompetitions.head(Membership.VISITOR, null),
        List.of(),
        COLUMNS,
        List.of(),
        null,
        null);
  }

  private static Row row(
      int rank, @Nullable Integer moved, String participant, @Nullable String... scores) {
    return new Row(
        rank,
        rank == 4,
        moved,
        participant,
        participant.equals("ada"),
        participant.equals("ada") ? "/submissions/4708" : null,
        NOW.minusSeconds(rank * 40_000L),
        Arrays.stream(scores).map(score -> score == null ? null : new BigDecimal(score)).toList());
  }
}

package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.leaderboards.BoardAuditView;
import dev.assay.server.leaderboards.LeaderboardView;
import dev.assay.server.leaderboards.LeaderboardView.Choice;
import dev.assay.server.leaderboards.LeaderboardView.Column;
import dev.assay.server.leaderboards.LeaderboardView.Link;
import dev.assay.server.leaderboards.LeaderboardView.Part;
import dev.assay.server.leaderboards.LeaderboardView.Row;
import dev.assay.server.leaderboards.LeaderboardView.Shown;
import dev.assay.server.web.Plot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Leaderboards. */
final class SampleLeaderboards {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Accuracy", 4, false, true, ""),
          new Column("Worst digit", 2, false, false, ""),
          new Column("Seconds", 1, true, false, ""));

  private static final List<Choice> PHASES =
      List.of(
          new Choice("Development", "/competitions/7/leaderboard?phase=12", true),
          new Choice("Warm-up", "/competitions/7/leaderboard?phase=11", false));

  private static final List<Link> EXPORTS =
      List.of(
          new Link("CSV", "/phases/12/leaderboard.csv"),
          new Link("JSON", "/api/v1/phases/12/leaderboard"));

  private SampleLeaderboards() {}

  static LeaderboardView digits() {
    return new LeaderboardView(
        SampleCompetitions.participant(),
        PHASES,
        Shown.TO_ALL,
        List.of(),
        COLUMNS,
        List.of(),
        List.of(
            row(1, 0, "grace", "0.98610", "0.95", "8.2"),
            row(2, 1, "alan", "0.98240", "0.93", "31.0"),
            row(3, -1, "katherine", "0.97900", "0.95", "12.4"),
            row(4, 2, "ada", "0.94327", "0.86", "7.1"),
            row(4, 0, "edsger", "0.94327", "0.84", "7.3"),
            row(6, null, "barbara", "0.94020", null, "3.3"),
            row(7, -3, "a-team-with-quite-a-long-name", "0.93110", "0.79", "112.0"),
            row(8, 0, "john", "0.88110", "0.71", "0.4")),
        null,
        new Part(1, 8, null, null, "/competitions/7/leaderboard?phase=12&from=1"),
        EXPORTS,
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
                new Plot.Point(11, 0.9861, "11 Mar", "0.9861"))),
        null);
  }

  static LeaderboardView empty() {
    return board(
        Membership.VISITOR, Shown.TO_ALL, List.of(), null, new Part(1, 0, null, null, null));
  }

  static LeaderboardView hidden() {
    return board(Membership.VISITOR, Shown.NOT, List.of(), null, new Part(1, 0, null, null, null));
  }

  static LeaderboardView single() {
    return board(
        Membership.ORGANISER,
        Shown.TO_ORGANISERS,
        List.of(row(1, null, "grace", "0.98610", "0.95", "8.2")),
        null,
        new Part(1, 1, null, null, null));
  }

  /** The second part of a long board; the reader's own row stands on the first. */
  static LeaderboardView part() {
    var rows =
        IntStream.range(101, 201)
            .mapToObj(rank -> row(rank, 0, "participant-" + rank, "0." + (900 - rank), "0.5", "1"))
            .toList();
    var url = "/competitions/7/leaderboard?phase=12&from=";
    return board(
        Membership.PARTICIPANT,
        Shown.TO_ALL,
        rows,
        row(4, 2, "ada", "0.94327", "0.86", "7.1"),
        new Part(101, 500, url + 1, url + 201, url + 1));
  }

  private static LeaderboardView board(
      Membership reader, Shown shown, List<Row> rows, @Nullable Row own, Part part) {
    return new LeaderboardView(
        SampleCompetitions.head(reader, null),
        List.of(),
        shown,
        List.of(),
        COLUMNS,
        List.of(),
        rows,
        own,
        part,
        rows.isEmpty() ? List.of() : EXPORTS,
        null,
        reader == Membership.ORGANISER ? "/phases/12/leaderboard/audit" : null);
  }

  /** Three tasks, a computed column, answers of the fact sheet, pages of the scoring program. */
  static LeaderboardView tasks() {
    var columns = new ArrayList<>(COLUMNS);
    columns.add(new Column("Both", 3, false, false, "avg of Accuracy, Worst digit"));
    return new LeaderboardView(
        SampleCompetitions.participant(),
        PHASES,
        Shown.TO_ALL,
        List.of("Digits of 2024", "Digits of 2025", "Digits nobody has ever seen before"),
        columns,
        List.of("Method", "Uses extra data"),
        List.of(
            tasksRow(1, "grace", "A small convolutional network", "no"),
            tasksRow(2, "ada", "Nearest neighbours", "yes"),
            tasksRow(3, "alan", "", "")),
        null,
        new Part(1, 3, null, null, "/competitions/7/leaderboard?phase=12&from=1"),
        EXPORTS,
        null,
        null);
  }

  private static Row tasksRow(int rank, String participant, String method, String extra) {
    var scores = scores("0.9" + rank + "1", "0.8" + rank, rank + ".5", "0.7" + rank);
    var last = rank == 3 ? scores(null, null, null, null) : scores;
    return new Row(
        rank,
        false,
        0,
        participant,
        participant.equals("ada"),
        participant.equals("ada") ? "/submissions/4708" : null,
        NOW.minusSeconds(rank * 40_000L),
        scores,
        100 - rank * 10,
        List.of(scores, scores, last),
        List.of(method, extra),
        List.of(
            new Link("Digits of 2024", "/submissions/" + rank + "/detailed-results/1"),
            new Link("Digits of 2025", "/submissions/" + rank + "/detailed-results/2")));
  }

  /** A competition with a board for each of its many phases. */
  static LeaderboardView many() {
    var head = SampleCompetitions.ofManyPhases();
    return new LeaderboardView(
        head,
        head.phases().stream()
            .map(
                phase ->
                    new Choice(
                        phase.name(),
                        "/competitions/7/leaderboard?phase=" + phase.name().hashCode(),
                        phase.name().equals("Round 6")))
            .toList(),
        Shown.TO_ALL,
        List.of(),
        COLUMNS,
        List.of(),
        List.of(
            row(1, 0, "grace", "0.98610", "0.95", "8.2"),
            row(2, 1, "ada", "0.98240", "0.93", "31.0")),
        null,
        new Part(1, 2, null, null, null),
        EXPORTS,
        null,
        "/phases/12/leaderboard/audit");
  }

  /** What an organiser tried. */
  static LeaderboardView tried() {
    return board(
        Membership.ORGANISER,
        Shown.TO_ORGANISERS,
        List.of(
            row(1, 0, "Nearest neighbours", "0.98610", null, "8.2"),
            row(2, 0, "A random forest", "0.98240", null, "31.0"),
            row(3, 0, "mine.zip", "0.97900", null, "12.4")),
        null,
        new Part(1, 3, null, null, null));
  }

  static BoardAuditView audit() {
    return new BoardAuditView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        "Development",
        8,
        List.of("Submission 4711 stands on the board and should not"),
        1,
        "/competitions/7/leaderboard?phase=12",
        "/phases/12/leaderboard/remake");
  }

  private static List<@Nullable BigDecimal> scores(@Nullable String... scores) {
    return Arrays.stream(scores)
        .map(score -> score == null ? null : new BigDecimal(score))
        .toList();
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
        scores(scores),
        rank == 1 ? 100 : rank == 2 ? 97 : rank == 8 ? 10 : 60,
        List.of(),
        List.of(),
        List.of());
  }
}

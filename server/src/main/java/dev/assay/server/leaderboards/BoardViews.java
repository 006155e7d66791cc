package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.Phase;
import dev.assay.server.leaderboards.LeaderboardView.Link;
import dev.assay.server.leaderboards.LeaderboardView.Part;
import dev.assay.server.leaderboards.LeaderboardView.Shown;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Readable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a board together as its reader may see it. */
@Component
class BoardViews {
  /** Rows on a page. */
  static final int PAGE = 100;

  private static final int MOST_POINTS = 200;

  private final JdbcImprovements improvements;
  private final BoardRows rows;
  private final Clock clock;

  BoardViews(JdbcImprovements improvements, BoardRows rows, Clock clock) {
    this.improvements = improvements;
    this.rows = rows;
    this.clock = clock;
  }

  /** For whom, and where. */
  record Reading(
      CompetitionHead head,
      Competition competition,
      List<Phase> phases,
      Phase phase,
      @Nullable Account reader,
      boolean isOrganiser) {

    String url() {
      return head.url() + "/leaderboard?phase=" + phase.id();
    }
  }

  /** What a reader sees who is not shown the board. */
  LeaderboardView hidden(Reading reading) {
    return new LeaderboardView(
        reading.head(),
        choices(reading),
        Shown.NOT,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        new Part(1, 0, null, null, null),
        List.of(),
        null,
        null);
  }

  LeaderboardView of(Board board, int from, Reading reading) {
    var shown = rows.of(board, reading);
    return new LeaderboardView(
        reading.head(),
        choices(reading),
        board.hidden() ? Shown.TO_ORGANISERS : Shown.TO_ALL,
        shown.tasks(),
        board.visibleColumns().stream().map(column -> column(board, column)).toList(),
        shown.questions(),
        shown.rows(),
        shown.own(),
        part(board, from, reading),
        board.entries() == 0 ? List.of() : exports(reading),
        plot(board),
        reading.isOrganiser() ? "/phases/" + board.phase() + "/leaderboard/audit" : null);
  }

  private static List<LeaderboardView.Choice> choices(Reading reading) {
    return reading.phases().stream()
        .map(
            phase ->
                new LeaderboardView.Choice(
                    phase.name(),
                    reading.head().url() + "/leaderboard?phase=" + phase.id(),
                    phase.id().equals(reading.phase().id())))
        .toList();
  }

  private static List<Link> exports(Reading reading) {
    var phase = "/phases/" + reading.phase().id();
    var links = new ArrayList<Link>();
    links.add(new Link("CSV", phase + "/leaderboard.csv"));
    links.add(new Link("JSON", "/api/v1" + phase + "/leaderboard"));
    if (reading.isOrganiser()) {
      links.add(new Link("CSV as Codabench has it", phase + "/results.csv"));
    }
    return links;
  }

  static LeaderboardView.Column column(Board board, Column column) {
    return new LeaderboardView.Column(
        column.title(),
        column.precision(),
        column.ascending(),
        board.primary().filter(column::equals).isPresent(),
        note(board, column));
  }

  private static String note(Board board, Column column) {
    var computation = column.computation();
    if (computation == null) {
      return "";
    }
    var sources =
        board.columns().stream()
            .filter(one -> column.sources().contains(one.index()))
            .map(Column::title)
            .collect(Collectors.joining(", "));
    return "%s of %s".formatted(computation.name().toLowerCase(Locale.ROOT), sources);
  }

  private static Part part(Board board, int from, Reading reading) {
    var url = reading.url() + "&from=";
    var last = from + board.rows().size() - 1;
    var own = board.own();
    return new Part(
        from,
        board.entries(),
        from > 1 ? url + Math.max(1, Math.min(from, board.entries() + 1) - PAGE) : null,
        last < board.entries() ? url + (last + 1) : null,
        own == null ? null : url + (1 + (own.position() - 1) / PAGE * PAGE));
  }

  private @Nullable Plot plot(Board board) {
    var column = board.primary().filter(one -> !one.hidden()).orElse(null);
    if (column == null) {
      return null;
    }
    var chain = improvements.list(board.phase(), MOST_POINTS);
    if (chain.size() < 2) {
      return null;
    }
    var points = new ArrayList<>(chain.stream().map(one -> point(one, column)).toList());
    var last = chain.getLast();
    points.add(point(new Improvement(last.submission(), clock.instant(), last.score()), column));
    return new Plot("Best score over time", "When", column.title(), true, points);
  }

  private static Plot.Point point(Improvement improvement, Column column) {
    return new Plot.Point(
        improvement.at().toEpochMilli(),
        improvement.score().doubleValue(),
        Readable.exact(improvement.at()),
        Readable.score(improvement.score(), column.precision()));
  }
}

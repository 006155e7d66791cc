package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.leaderboards.JdbcEntries.Improvement;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Row;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Readable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a board together as its reader may see it. */
@Component
class BoardViews {
  private final JdbcEntries entries;
  private final JdbcBoards boards;
  private final Accounts accounts;
  private final Clock clock;

  BoardViews(JdbcEntries entries, JdbcBoards boards, Accounts accounts, Clock clock) {
    this.entries = entries;
    this.boards = boards;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** For whom, and where. */
  record Reading(
      CompetitionHead head,
      List<Phase> phases,
      Phase phase,
      @Nullable Account reader,
      boolean isOrganiser) {}

  LeaderboardView of(Board board, Reading reading) {
    var names = names(board);
    var atDayBreak = boards.ranksAtDayBreak(board.phase());
    var url = reading.head().url() + "/leaderboard";
    return new LeaderboardView(
        reading.head(),
        reading.phases().stream()
            .map(
                phase ->
                    new LeaderboardView.Choice(
                        phase.name(),
                        url + "?phase=" + phase.id(),
                        phase.id().equals(reading.phase().id())))
            .toList(),
        board.visibleColumns().stream().map(column -> column(board, column)).toList(),
        board.rows().stream().map(row -> row(board, row, names, atDayBreak, reading)).toList(),
        "/phases/" + board.phase() + "/leaderboard.csv",
        plot(board));
  }

  Map<AccountId, String> names(Board board) {
    return accounts.displayNames(board.rows().stream().map(Row::account).distinct().toList());
  }

  private static LeaderboardView.Column column(Board board, Column column) {
    return new LeaderboardView.Column(
        column.title(),
        Math.max(0, column.precision()),
        column.ascending(),
        board.primary().filter(column::equals).isPresent());
  }

  private static LeaderboardView.Row row(
      Board board,
      Row row,
      Map<AccountId, String> names,
      Optional<Map<AccountId, Integer>> atDayBreak,
      Reading reading) {
    var isMine = reading.reader() != null && reading.reader().id().equals(row.account());
    return new LeaderboardView.Row(
        row.rank(),
        row.tied(),
        moved(row, atDayBreak),
        names.getOrDefault(row.account(), "somebody"),
        isMine,
        isMine || reading.isOrganiser() ? "/submissions/" + row.submission() : null,
        row.receivedAt(),
        new ArrayList<>(
            board.visibleColumns().stream()
                .map(column -> row.values().get(column.key()))
                .toList()));
  }

  /** Null for somebody who was not on the board when the day began. */
  private static @Nullable Integer moved(Row row, Optional<Map<AccountId, Integer>> atDayBreak) {
    if (atDayBreak.isEmpty()) {
      return 0;
    }
    var before = atDayBreak.get().get(row.account());
    return before == null ? null : Integer.valueOf(before - row.rank());
  }

  private @Nullable Plot plot(Board board) {
    var column =
        board.primary().filter(one -> !one.hidden() && one.computation() == null).orElse(null);
    if (column == null) {
      return null;
    }
    var improvements = entries.improvements(board.phase(), column);
    if (improvements.size() < 2) {
      return null;
    }
    var points = new ArrayList<>(improvements.stream().map(one -> point(one, column)).toList());
    points.add(point(new Improvement(clock.instant(), improvements.getLast().score()), column));
    return new Plot("Best score over time", "When", column.title(), true, points);
  }

  private static Plot.Point point(Improvement improvement, Column column) {
    return new Plot.Point(
        improvement.at().toEpochMilli(),
        improvement.score().doubleValue(),
        Readable.exact(improvement.at()),
        Readable.score(improvement.score(), Math.max(0, column.precision())));
  }
}

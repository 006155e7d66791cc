package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Choice;
import dev.assay.server.web.Screen;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Who leads, by how much, and where the reader is. */
@Controller
class LeaderboardPages {
  private final CompetitionHeads heads;
  private final Competitions competitions;
  private final Leaderboards leaderboards;
  private final JdbcBoards boards;
  private final Accounts accounts;
  private final CurrentAccount current;
  private final Clock clock;

  LeaderboardPages(
      CompetitionHeads heads,
      Competitions competitions,
      Leaderboards leaderboards,
      JdbcBoards boards,
      Accounts accounts,
      CurrentAccount current,
      Clock clock) {
    this.heads = heads;
    this.competitions = competitions;
    this.leaderboards = leaderboards;
    this.boards = boards;
    this.accounts = accounts;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping("/competitions/{id}/leaderboard")
  ModelAndView leaderboard(
      @PathVariable long id, @RequestParam(required = false) @Nullable Long phase) {
    var reader = current.find().orElse(null);
    var competition = new CompetitionId(id);
    var head =
        heads
            .head(competition, reader)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var phases = competitions.phases(competition);
    var chosen = chosen(phases, phase);
    var organiser = competitions.standing(reader, competition).isOrganiser();
    var board =
        chosen
            .flatMap(one -> leaderboards.board(one.id()))
            .filter(one -> !one.hidden() || organiser);
    return Screen.page(view(head, phases, chosen, board, reader));
  }

  private LeaderboardView view(
      CompetitionHead head,
      List<Phase> phases,
      Optional<Phase> chosen,
      Optional<Board> board,
      @Nullable Account reader) {
    var choices =
        phases.stream()
            .map(
                one ->
                    new LeaderboardView.Choice(
                        one.name(),
                        head.url() + "/leaderboard?phase=" + one.id(),
                        chosen.filter(one::equals).isPresent()))
            .toList();
    return new LeaderboardView(
        head,
        choices,
        board.map(LeaderboardPages::columns).orElse(List.of()),
        board.map(one -> rows(one, reader)).orElse(List.of()),
        board.map(one -> "/phases/" + one.phase() + "/leaderboard.csv").orElse(null),
        null);
  }

  private static List<LeaderboardView.Column> columns(Board board) {
    return board.visibleColumns().stream()
        .map(
            column ->
                new LeaderboardView.Column(
                    column.title(),
                    Math.max(0, column.precision()),
                    column.ascending(),
                    board.primary().filter(column::equals).isPresent()))
        .toList();
  }

  private List<LeaderboardView.Row> rows(Board board, @Nullable Account reader) {
    var names =
        accounts.displayNames(
            board.rows().stream().map(Leaderboards.Row::account).distinct().toList());
    var received = boards.received(board.phase());
    var before = boards.ranksAtDayBreak(board.phase());
    return board.rows().stream()
        .map(
            row ->
                row(
                    board,
                    row,
                    names.getOrDefault(row.account(), "somebody"),
                    reader,
                    received,
                    before))
        .toList();
  }

  private static LeaderboardView.Row row(
      Board board,
      Leaderboards.Row row,
      String name,
      @Nullable Account reader,
      Map<SubmissionId, Instant> received,
      Optional<Map<AccountId, Integer>> before) {
    var mine = reader != null && reader.id().equals(row.account());
    List<@Nullable BigDecimal> scores = new ArrayList<>();
    board.visibleColumns().forEach(column -> scores.add(row.values().get(column.key())));
    return new LeaderboardView.Row(
        row.rank(),
        row.tied(),
        moved(row, before),
        name,
        mine,
        mine || (reader != null && reader.isAdministrator())
            ? "/submissions/" + row.submission()
            : null,
        received.getOrDefault(row.submission(), Instant.EPOCH),
        scores);
  }

  /** Places gained since this day began; null for an entry that is new since. */
  private static @Nullable Integer moved(
      Leaderboards.Row row, Optional<Map<AccountId, Integer>> before) {
    if (before.isEmpty()) {
      return 0;
    }
    var was = before.get().get(row.account());
    return was == null ? null : Integer.valueOf(was - row.rank());
  }

  @PostMapping("/submissions/{id}/leaderboard")
  ModelAndView choose(@PathVariable long id, @RequestParam(defaultValue = "add") String choice) {
    var account = current.require();
    var submission = new SubmissionId(id);
    var outcome =
        choice.equals("remove")
            ? leaderboards.remove(account, submission)
            : leaderboards.add(account, submission);
    if (outcome instanceof Choice.Refused(var why)) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, why);
    }
    return new ModelAndView(new RedirectView("/submissions/" + id, true, false));
  }

  /** The one asked for, else the last that has begun, else the first. */
  private Optional<Phase> chosen(List<Phase> phases, @Nullable Long wanted) {
    if (wanted != null) {
      return phases.stream().filter(phase -> phase.id().equals(new PhaseId(wanted))).findFirst();
    }
    var now = clock.instant();
    return phases.reversed().stream()
        .filter(phase -> !phase.startsAt().isAfter(now))
        .findFirst()
        .or(() -> phases.stream().findFirst());
  }
}

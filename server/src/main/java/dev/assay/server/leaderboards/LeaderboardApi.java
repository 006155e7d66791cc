package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.leaderboards.Leaderboards.Board;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Leaderboards as JSON and CSV, with exact values. */
@RestController
class LeaderboardApi {
  private final Leaderboards leaderboards;
  private final Competitions competitions;
  private final Accounts accounts;
  private final CurrentAccount current;

  LeaderboardApi(
      Leaderboards leaderboards,
      Competitions competitions,
      Accounts accounts,
      CurrentAccount current) {
    this.leaderboards = leaderboards;
    this.competitions = competitions;
    this.accounts = accounts;
    this.current = current;
  }

  record BoardJson(
      long phase, String submissionRule, List<ColumnJson> columns, List<RowJson> rows) {}

  record ColumnJson(String key, String title, String sorting, boolean primary) {}

  record RowJson(int rank, String participant, long submission, Map<String, BigDecimal> scores) {}

  @GetMapping("/api/v1/phases/{id}/leaderboard")
  ResponseEntity<?> json(@PathVariable long id) {
    var board = readable(id);
    if (board.isEmpty()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND)
          .body(Map.of("error", "There is no leaderboard of phase " + id + " that you may see."));
    }
    return ResponseEntity.ok(json(board.get()));
  }

  private BoardJson json(Board board) {
    var names =
        accounts.displayNames(
            board.rows().stream().map(Leaderboards.Row::account).distinct().toList());
    var columns =
        board.visibleColumns().stream()
            .map(
                column ->
                    new ColumnJson(
                        column.key(),
                        column.title(),
                        column.ascending() ? "asc" : "desc",
                        board.primary().filter(column::equals).isPresent()))
            .toList();
    var rows =
        board.rows().stream()
            .map(
                row ->
                    new RowJson(
                        row.rank(),
                        names.getOrDefault(row.account(), "somebody"),
                        row.submission().value(),
                        visible(board, row)))
            .toList();
    return new BoardJson(board.phase().value(), board.rule().name(), columns, rows);
  }

  private static Map<String, BigDecimal> visible(Board board, Leaderboards.Row row) {
    Map<String, BigDecimal> scores = new LinkedHashMap<>();
    for (var column : board.visibleColumns()) {
      var value = row.values().get(column.key());
      if (value != null) {
        scores.put(column.key(), value);
      }
    }
    return scores;
  }

  @GetMapping("/phases/{id}/leaderboard.csv")
  ResponseEntity<byte[]> csv(@PathVariable long id) {
    var board = readable(id);
    if (board.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
        .header("Content-Disposition", "attachment; filename=\"leaderboard-" + id + ".csv\"")
        .body(csv(json(board.get())).getBytes(StandardCharsets.UTF_8));
  }

  private static String csv(BoardJson board) {
    var text = new StringBuilder("rank,participant,submission");
    board.columns().forEach(column -> text.append(',').append(quoted(column.key())));
    text.append("\r\n");
    for (var row : board.rows()) {
      text.append(row.rank())
          .append(',')
          .append(quoted(row.participant()))
          .append(',')
          .append(row.submission());
      for (var column : board.columns()) {
        var value = row.scores().get(column.key());
        text.append(',').append(value == null ? "" : value.toPlainString());
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  /** Quoted where needed; what a spreadsheet would take for a formula is kept from being one. */
  private static String quoted(String cell) {
    var safe = cell.matches("^[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    return safe.matches(".*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  private Optional<Board> readable(long id) {
    var phase = competitions.phase(new PhaseId(id));
    if (phase.isEmpty()) {
      return Optional.empty();
    }
    Account account = current.find().orElse(null);
    var standing = competitions.standing(account, phase.get().competition());
    return leaderboards
        .board(phase.get().id())
        .filter(board -> standing.maySee() && (!board.hidden() || standing.isOrganiser()));
  }
}

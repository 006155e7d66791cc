package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.leaderboards.BoardReadings.Seen;
import dev.assay.server.leaderboards.Leaderboards.Row;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/**
 * Whole leaderboards for programs. What is hidden from somebody does not exist for them: 404, and
 * no hidden column.
 */
@Controller
class BoardExportPages {
  private final BoardReadings readings;
  private final JdbcBesides besides;
  private final Accounts people;
  private final CurrentAccount accounts;

  BoardExportPages(
      BoardReadings readings, JdbcBesides besides, Accounts people, CurrentAccount accounts) {
    this.readings = readings;
    this.besides = besides;
    this.people = people;
    this.accounts = accounts;
  }

  private Optional<Seen> find(long phase) {
    return readings.whole(new PhaseId(phase), accounts.find().orElse(null));
  }

  @GetMapping("/phases/{id}/leaderboard.csv")
  ResponseEntity<byte[]> csv(@PathVariable long id) {
    var seen = find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return csv("leaderboard-" + id, export(seen).csv());
  }

  @GetMapping("/api/v1/phases/{id}/leaderboard")
  @ResponseBody
  ResponseEntity<?> json(@PathVariable long id) {
    return find(id)
        .<ResponseEntity<?>>map(seen -> ResponseEntity.ok(export(seen)))
        .orElseGet(() -> none(id));
  }

  private BoardExport export(Seen seen) {
    var names =
        people.displayNames(seen.board().rows().stream().map(Row::account).distinct().toList());
    return BoardExport.of(seen.board(), names, seen.isOrganiser());
  }

  /** For organisers, as Codabench has it. */
  @GetMapping("/phases/{id}/results.csv")
  ResponseEntity<byte[]> resultsCsv(@PathVariable long id) {
    var seen =
        find(id)
            .filter(Seen::isOrganiser)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return csv("results-" + id, results(seen).csv());
  }

  @GetMapping("/api/v1/phases/{id}/results")
  @ResponseBody
  ResponseEntity<?> resultsJson(@PathVariable long id) {
    return find(id)
        .filter(Seen::isOrganiser)
        .<ResponseEntity<?>>map(seen -> ResponseEntity.ok(results(seen).json()))
        .orElseGet(() -> none(id));
  }

  private ResultsExport results(Seen seen) {
    var rows = seen.board().rows();
    return new ResultsExport(
        seen.board(),
        besides.taskNames(seen.board().phase()),
        people.usernames(rows.stream().map(Row::account).distinct().toList()),
        besides.answers(rows.stream().map(Row::submission).toList()));
  }

  private static ResponseEntity<byte[]> csv(String name, String text) {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
        .header("X-Content-Type-Options", "nosniff")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ResponseEntity<?> none(long id) {
    return LeaderboardPages.error(
        HttpStatus.NOT_FOUND, "There is no leaderboard of phase " + id + " to see.");
  }
}

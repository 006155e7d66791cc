package dev.assay.server.leaderboards;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.BoardViews.Reading;
import dev.assay.server.leaderboards.Leaderboards.Choice;
import dev.assay.server.web.Screen;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Leaderboards to look at, to export, and to choose for. */
@Controller
class LeaderboardPages {
  private final BoardReadings readings;
  private final BoardViews views;
  private final Leaderboards leaderboards;
  private final CurrentAccount accounts;

  LeaderboardPages(
      BoardReadings readings,
      BoardViews views,
      Leaderboards leaderboards,
      CurrentAccount accounts) {
    this.readings = readings;
    this.views = views;
    this.leaderboards = leaderboards;
    this.accounts = accounts;
  }

  @GetMapping("/competitions/{id}/leaderboard")
  ModelAndView page(@PathVariable long id, @RequestParam(required = false) @Nullable Long phase) {
    var reading = reading(id, phase);
    return Screen.page(
        views.of(readings.board(reading).orElseThrow(LeaderboardPages::hidden), reading));
  }

  @GetMapping("/phases/{id}/leaderboard.csv")
  ResponseEntity<byte[]> csv(@PathVariable long id) {
    var reading =
        readings
            .find(new PhaseId(id), accounts.find().orElse(null))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"leaderboard-" + id + ".csv\"")
        .body(export(reading).csv().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/api/v1/phases/{id}/leaderboard")
  @ResponseBody
  ResponseEntity<?> json(@PathVariable long id) {
    var reading = readings.find(new PhaseId(id), accounts.find().orElse(null));
    if (reading.isEmpty() || readings.board(reading.get()).isEmpty()) {
      return error(HttpStatus.NOT_FOUND, "There is no leaderboard of phase " + id + " to see.");
    }
    return ResponseEntity.ok(export(reading.get()));
  }

  private BoardExport export(Reading reading) {
    var board = readings.board(reading).orElseThrow(LeaderboardPages::hidden);
    return BoardExport.of(board, views.names(board), reading.isOrganiser());
  }

  /**
   * @param choice {@code add} or {@code remove}
   */
  @PostMapping("/submissions/{id}/leaderboard")
  RedirectView choose(@PathVariable long id, @RequestParam(defaultValue = "add") String choice) {
    var account = accounts.require();
    var submission = new SubmissionId(id);
    var outcome =
        choice.equals("remove")
            ? leaderboards.remove(account, submission)
            : leaderboards.add(account, submission);
    return switch (outcome) {
      case Choice.Done() -> new RedirectView("/submissions/" + id, true, false);
      case Choice.Refused(var why) -> throw new ResponseStatusException(HttpStatus.CONFLICT, why);
    };
  }

  @PutMapping("/api/v1/submissions/{id}/leaderboard")
  @ResponseBody
  ResponseEntity<?> put(@PathVariable long id) {
    return answer(leaderboards.add(accounts.require(), new SubmissionId(id)));
  }

  @DeleteMapping("/api/v1/submissions/{id}/leaderboard")
  @ResponseBody
  ResponseEntity<?> delete(@PathVariable long id) {
    return answer(leaderboards.remove(accounts.require(), new SubmissionId(id)));
  }

  private static ResponseEntity<?> answer(Choice choice) {
    return switch (choice) {
      case Choice.Done() -> ResponseEntity.noContent().build();
      case Choice.Refused(var why) -> error(HttpStatus.CONFLICT, why);
    };
  }

  private static ResponseEntity<?> error(HttpStatus status, String why) {
    return ResponseEntity.status(status).body(Map.of("error", why));
  }

  private Reading reading(long competition, @Nullable Long phase) {
    return readings
        .find(
            new CompetitionId(competition),
            phase == null ? null : new PhaseId(phase),
            accounts.find().orElse(null))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ResponseStatusException hidden() {
    return new ResponseStatusException(
        HttpStatus.FORBIDDEN, "The organiser shows this leaderboard to nobody yet.");
  }
}

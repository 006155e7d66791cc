package dev.assay.server.leaderboards;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.BoardViews.Reading;
import dev.assay.server.leaderboards.Leaderboards.Choice;
import dev.assay.server.leaderboards.Leaderboards.Window;
import dev.assay.server.web.Screen;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Leaderboards to look at, and to choose for. */
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

  /**
   * @param from position of the first row
   */
  @GetMapping("/competitions/{id}/leaderboard")
  ModelAndView page(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Long phase,
      @RequestParam(defaultValue = "1") int from) {
    var reading = reading(id, phase);
    var first = Math.max(1, from);
    var window = new Window(first, BoardViews.PAGE);
    return Screen.page(
        readings
            .board(reading, window)
            .map(board -> views.of(board, first, reading))
            .orElseGet(() -> views.hidden(reading)));
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
      case Choice.Unknown() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      case Choice.Refused(var why) -> throw new ResponseStatusException(HttpStatus.CONFLICT, why);
    };
  }

  @PutMapping("/api/v1/submissions/{id}/leaderboard")
  @ResponseBody
  ResponseEntity<?> put(@PathVariable long id) {
    return answer(id, leaderboards.add(accounts.require(), new SubmissionId(id)));
  }

  @DeleteMapping("/api/v1/submissions/{id}/leaderboard")
  @ResponseBody
  ResponseEntity<?> delete(@PathVariable long id) {
    return answer(id, leaderboards.remove(accounts.require(), new SubmissionId(id)));
  }

  private static ResponseEntity<?> answer(long id, Choice choice) {
    return switch (choice) {
      case Choice.Done() -> ResponseEntity.noContent().build();
      case Choice.Unknown() ->
          error(
              HttpStatus.NOT_FOUND,
              "There is no submission " + id + ", or it is not yours to see.");
      case Choice.Refused(var why) -> error(HttpStatus.CONFLICT, why);
    };
  }

  static ResponseEntity<?> error(HttpStatus status, String why) {
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
}

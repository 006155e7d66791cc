package dev.assay.server.leaderboards;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.leaderboards.BoardViews.Reading;
import dev.assay.server.web.Screen;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Lets organisers have a board compared with what would be made from nothing. */
@Controller
class BoardAuditPages {
  private static final int MOST_SHOWN = 50;

  private final BoardReadings readings;
  private final Leaderboards leaderboards;
  private final JdbcRankings rankings;
  private final CurrentAccount accounts;

  BoardAuditPages(
      BoardReadings readings,
      Leaderboards leaderboards,
      JdbcRankings rankings,
      CurrentAccount accounts) {
    this.readings = readings;
    this.leaderboards = leaderboards;
    this.rankings = rankings;
    this.accounts = accounts;
  }

  /**
   * @param agrees whether what is kept is what would be made
   * @param differences in words
   */
  record AuditBody(long phase, int entries, boolean agrees, List<String> differences) {}

  @GetMapping("/phases/{id}/leaderboard/audit")
  ModelAndView page(@PathVariable long id) {
    var reading = organised(id);
    var differences = leaderboards.audit(reading.phase().id());
    return Screen.page(
        new BoardAuditView(
            reading.head(),
            reading.phase().name(),
            rankings.count(reading.phase().id()),
            differences.stream().limit(MOST_SHOWN).toList(),
            differences.size(),
            reading.url(),
            "/phases/" + id + "/leaderboard/remake"));
  }

  @PostMapping("/phases/{id}/leaderboard/remake")
  RedirectView remake(@PathVariable long id) {
    leaderboards.recompute(organised(id).phase().id());
    return new RedirectView("/phases/" + id + "/leaderboard/audit", true, false);
  }

  @GetMapping("/api/v1/phases/{id}/leaderboard/audit")
  @ResponseBody
  AuditBody audit(@PathVariable long id) {
    var phase = organised(id).phase().id();
    var differences = leaderboards.audit(phase);
    return new AuditBody(id, rankings.count(phase), differences.isEmpty(), differences);
  }

  /** Makes the board from nothing, and says how it stands then. */
  @PostMapping("/api/v1/phases/{id}/leaderboard/remake")
  @ResponseBody
  AuditBody remakeByScript(@PathVariable long id) {
    leaderboards.recompute(organised(id).phase().id());
    return audit(id);
  }

  private Reading organised(long phase) {
    var account = accounts.require();
    return readings
        .find(new PhaseId(phase), account)
        .filter(Reading::isOrganiser)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}

package dev.assay.server.submissions;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.submissions.JdbcSubmissionLists.Entry;
import dev.assay.server.web.Screen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Lists of submissions: one's own, and for organisers everybody's. */
@Controller
class SubmissionListPages {
  private final CompetitionHeads heads;
  private final Competitions competitions;
  private final SubmissionLists lists;
  private final CurrentAccount current;

  SubmissionListPages(
      CompetitionHeads heads,
      Competitions competitions,
      SubmissionLists lists,
      CurrentAccount current) {
    this.heads = heads;
    this.competitions = competitions;
    this.lists = lists;
    this.current = current;
  }

  @GetMapping("/competitions/{id}/submissions")
  ModelAndView list(@PathVariable long id, SubmissionFilter filter) {
    var account = current.require();
    var head =
        heads
            .head(new CompetitionId(id), account)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return Screen.page(lists.view(head, account, filter));
  }

  /**
   * A submission in a list.
   *
   * @param score of the primary column; null where there is none, or it is hidden
   */
  record EntryBody(
      long id,
      long phase,
      String participant,
      String fileName,
      Instant receivedAt,
      String state,
      @Nullable BigDecimal score,
      boolean onLeaderboard,
      boolean deleted) {}

  /**
   * @param next the address of the older ones; null on the last page
   */
  record ListBody(List<EntryBody> submissions, @Nullable String next) {}

  @GetMapping("/api/v1/competitions/{id}/submissions")
  @ResponseBody
  ListBody json(@PathVariable long id, SubmissionFilter filter) {
    var account = current.require();
    var competition = new CompetitionId(id);
    if (!competitions.standing(account, competition).maySee()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    var page = lists.page(competition, account, filter);
    var isOrganiser = lists.isOrganiser(account, competition);
    return new ListBody(
        page.entries().stream().map(entry -> body(entry, page, isOrganiser)).toList(),
        page.next() == null
            ? null
            : "/api/v1/competitions/" + id + "/submissions" + filter.parameters(page.next()));
  }

  private static EntryBody body(Entry entry, SubmissionLists.Page page, boolean isOrganiser) {
    var overview = page.shown(entry, isOrganiser);
    return new EntryBody(
        entry.id().value(),
        entry.phase().value(),
        page.names().of(entry.account()),
        entry.fileName(),
        entry.receivedAt(),
        entry.state().stored(),
        overview == null ? null : overview.score(),
        overview != null && overview.onLeaderboard(),
        entry.isDeleted());
  }
}

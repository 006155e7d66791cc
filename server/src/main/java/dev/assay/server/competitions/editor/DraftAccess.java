package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets people at drafts: each at their own; at the draft of an existing competition, its
 * organisers.
 */
@Component
final class DraftAccess {
  private final JdbcDrafts drafts;
  private final Competitions competitions;
  private final CurrentAccount current;

  DraftAccess(JdbcDrafts drafts, Competitions competitions, CurrentAccount current) {
    this.drafts = drafts;
    this.competitions = competitions;
    this.current = current;
  }

  /** The draft; 404 where it is not for the sender of the request. */
  Draft open(long id) {
    var account = current.require();
    return drafts
        .find(new DraftId(id))
        .filter(draft -> isFor(account, draft))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private boolean isFor(Account account, Draft draft) {
    var competition = draft.competition();
    return competition == null
        ? draft.owner().equals(account.id())
        : competitions.standing(account, competition).isOrganiser();
  }
}

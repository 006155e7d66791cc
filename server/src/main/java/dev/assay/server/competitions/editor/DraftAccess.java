package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
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
    return find(current.require(), id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** The draft if it is for this account. */
  Optional<Draft> find(Account account, long id) {
    return drafts.find(new DraftId(id)).filter(draft -> isFor(account, draft));
  }

  /** The competition; 404 where it may not be seen, refused to who does not organise it. */
  CompetitionId organise(long id) {
    var competition = new CompetitionId(id);
    var standing = competitions.standing(current.require(), competition);
    if (!standing.maySee()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    if (!standing.isOrganiser()) {
      throw new AccessDeniedException("This is for organisers.");
    }
    return competition;
  }

  private boolean isFor(Account account, Draft draft) {
    var competition = draft.competition();
    return competition == null
        ? draft.owner().equals(account.id())
        : competitions.standing(account, competition.id()).isOrganiser();
  }
}

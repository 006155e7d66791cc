package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.kernel.CompetitionId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Lets the sender of a request come as near to a competition as their standing allows. */
@Component
public final class CompetitionAccess {
  private final Competitions competitions;
  private final CurrentAccount current;

  CompetitionAccess(Competitions competitions, CurrentAccount current) {
    this.competitions = competitions;
    this.current = current;
  }

  /** A competition, who asks, and how they stand. */
  public record Seen(Competition competition, @Nullable Account reader, Standing standing) {
    /** Of the competition. */
    public CompetitionId id() {
      return competition.id();
    }

    /** Who asks, where that must be somebody; visitors are led to the log-in page. */
    public Account account() {
      if (reader == null) {
        throw new AccessDeniedException("Log in first.");
      }
      return reader;
    }
  }

  /** For reading; 404 where it may not be seen, so that nobody learns that it exists. */
  Seen see(long id) {
    var reader = current.find().orElse(null);
    var competitionId = new CompetitionId(id);
    var standing = competitions.standing(reader, competitionId);
    if (!standing.maySee()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    var competition =
        competitions
            .find(competitionId)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new Seen(competition, reader, standing);
  }

  /** For what participants get; visitors are led to the log-in page. */
  Seen takePart(long id) {
    var seen = see(id);
    if (!seen.standing().maySubmit()) {
      throw new AccessDeniedException("This is for participants.");
    }
    return seen;
  }

  /** Whether the sender of the request is an organiser of it. */
  boolean mayOrganise(long id) {
    var reader = current.find().orElse(null);
    return competitions.standing(reader, new CompetitionId(id)).isOrganiser();
  }

  /** For what only organisers may do. */
  public Seen organise(long id) {
    var seen = see(id);
    if (!seen.standing().isOrganiser()) {
      throw new AccessDeniedException("This is for organisers.");
    }
    return seen;
  }
}

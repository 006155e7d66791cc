package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds competitions and says what somebody may do there. */
public interface Competitions {

  Optional<Competition> find(CompetitionId id);

  /** Also one that was taken out of its competition and is hidden since. */
  Optional<Phase> phase(PhaseId id);

  /** Those that are shown, in order. */
  List<Phase> phases(CompetitionId id);

  /**
   * @param account null for a visitor
   */
  Standing standing(@Nullable Account account, CompetitionId id);

  /** How somebody stands towards a competition; each level may do what the ones before it may. */
  enum Standing {
    /** It is not published and not theirs: as if it did not exist. */
    CANNOT_SEE,
    VISITOR,
    /** Asked to take part and waits for an organiser. */
    PENDING,
    DENIED,
    PARTICIPANT,
    /** Owner, helper or administrator. */
    ORGANISER;

    /** Whether the competition exists for them. */
    public boolean maySee() {
      return this != CANNOT_SEE;
    }

    /** Whether they may submit while a phase is open. */
    public boolean maySubmit() {
      return this == PARTICIPANT || this == ORGANISER;
    }

    /** Whether they may change it. */
    public boolean isOrganiser() {
      return this == ORGANISER;
    }
  }
}

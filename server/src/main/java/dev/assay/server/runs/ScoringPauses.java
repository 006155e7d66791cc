package dev.assay.server.runs;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the scoring of a phase: by itself when its scoring fails for everybody, or at an
 * organiser's word. What is submitted meanwhile is taken in and waits.
 */
public interface ScoringPauses {

  /**
   * @param by who paused it; null for the site itself
   * @param waiting how many evaluations it holds
   */
  record Pause(Instant since, String why, @Nullable AccountId by, int waiting) {}

  Optional<Pause> of(PhaseId phase);

  void pause(AccountId by, PhaseId phase, String why);

  /** Goes on where it was. */
  void resume(AccountId by, PhaseId phase);
}

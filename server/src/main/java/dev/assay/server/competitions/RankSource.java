package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import java.util.Optional;
import java.util.OptionalInt;

/** Says where somebody stands on a phase's leaderboard. The feature that ranks provides it. */
public interface RankSource {

  /** Empty before the first entry, and where the leaderboard is hidden from this person. */
  Optional<Rank> rank(PhaseId phase, AccountId account);

  /** How many are ranked; empty where the leaderboard is hidden. */
  OptionalInt entries(PhaseId phase);

  /**
   * A place on a board.
   *
   * @param entries how many there are in all
   * @param score the primary score as the board shows it
   */
  record Rank(int rank, int entries, String score) {}
}

package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.SubmissionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how a submission stands towards the leaderboard, and what its reader may change about that.
 * The feature that ranks provides it.
 */
@FunctionalInterface
public interface BoardOffers {

  /** Empty where there is nothing to say, as of a submission that has no scores. */
  Optional<Offer> offer(SubmissionId submission, Account reader);

  /**
   * A standing.
   *
   * @param words such as "It stands on the leaderboard."
   * @param action {@code add} or {@code remove}; null where nothing is to be chosen
   */
  record Offer(String words, @Nullable String action) {}
}

package dev.assay.server.submissions;

import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Later deadlines and more submissions, for a phase or for one person, with a reason on record. */
interface Extensions {

  /**
   * @param account null for everybody
   * @param endsAt the new deadline; null to leave it
   */
  record Wish(
      @Nullable AccountId account,
      @Nullable Instant endsAt,
      int morePerDay,
      int moreInAll,
      String reason) {
    public Wish {
      reason = reason.replace("\0", "");
    }
  }

  /** One that was granted. */
  record Extension(
      @Nullable AccountId account,
      @Nullable Instant endsAt,
      int morePerDay,
      int moreInAll,
      String reason,
      AccountId by,
      Instant at) {}

  /** What became of a wish. */
  sealed interface Answer {
    record Granted() implements Answer {}

    /**
     * @param why in words for the one who asked
     */
    record Refused(String why) implements Answer {}
  }

  Answer grant(AccountId by, Phase phase, Wish wish);

  /** Of a phase, the newest first. */
  List<Extension> of(PhaseId phase);

  /** The phase as it is for one person. */
  Phase extended(Phase phase, AccountId account);
}

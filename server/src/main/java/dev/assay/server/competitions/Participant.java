package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import java.time.Instant;
import java.util.Locale;

/**
 * Somebody who takes part, or asked to.
 *
 * @param isOnList whether they wait though the whitelist names their address: it is not confirmed
 */
record Participant(
    AccountId account, String displayName, Status status, Instant joinedAt, boolean isOnList) {

  /** What the organiser says to it. */
  enum Status {
    PENDING,
    APPROVED,
    DENIED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

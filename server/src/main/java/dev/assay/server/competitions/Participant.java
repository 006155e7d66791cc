package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import java.time.Instant;
import java.util.Locale;

/** Somebody who takes part, or asked to. */
record Participant(AccountId account, String displayName, Status status, Instant joinedAt) {

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

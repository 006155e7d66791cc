package dev.assay.server.queues;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker as it was last heard of.
 *
 * @param shortOfDisk whether it claims nothing until there is more room on its disk
 * @param goneAt when it said goodbye or was given up; null while it is expected back
 */
record WorkerStatus(
    WorkerId id,
    String name,
    String version,
    String engine,
    int cpus,
    long memoryBytes,
    int gpus,
    int slots,
    boolean shortOfDisk,
    Instant lastSeen,
    @Nullable Instant goneAt) {

  /** A call is held for up to 20 seconds without a word. */
  static final Duration LIVE = Duration.ofSeconds(35);

  private static final Duration LATE = Duration.ofMinutes(2);

  /** How much of it is still there. */
  enum Presence {
    LIVE,
    LATE,
    GONE
  }

  Presence presence(Instant now) {
    var silence = Duration.between(lastSeen, now);
    if (goneAt != null || silence.compareTo(LATE) > 0) {
      return Presence.GONE;
    }
    return silence.compareTo(LIVE) > 0 ? Presence.LATE : Presence.LIVE;
  }
}

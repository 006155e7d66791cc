package dev.assay.server.competitions;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phase on the timeline.
 *
 * @param closes null for a phase without an end
 */
public record PhaseView(String name, String description, Instant opens, @Nullable Instant closes) {

  /** Where a phase stands at a moment. */
  public enum Standing {
    PAST,
    OPEN,
    TO_COME
  }

  /** Where it stands. A phase is open up to its end and not at its end. */
  public Standing standing(Instant now) {
    if (now.isBefore(opens)) {
      return Standing.TO_COME;
    }
    return closes == null || now.isBefore(closes) ? Standing.OPEN : Standing.PAST;
  }

  /** How much of it is over, 0 to 100. An endless phase counts as a third once it is open. */
  public int percentOver(Instant now) {
    return switch (standing(now)) {
      case TO_COME -> 0;
      case PAST -> 100;
      case OPEN -> {
        if (closes == null) {
          yield 33;
        }
        var over = Duration.between(opens, now).toMillis();
        yield (int) (100 * over / Math.max(1, Duration.between(opens, closes).toMillis()));
      }
    };
  }
}

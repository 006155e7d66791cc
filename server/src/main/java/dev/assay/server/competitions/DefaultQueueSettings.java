package dev.assay.server.competitions;

import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What who runs the site allows in the queue that everybody shares.
 *
 * @param timeLimit the most that a step may take there, whatever its phase says; in other queues
 *     the phase alone decides
 */
@ConfigurationProperties(prefix = "assay.default-queue", ignoreUnknownFields = false)
public record DefaultQueueSettings(Duration timeLimit) {

  public DefaultQueueSettings(@Nullable Duration timeLimit) {
    this.timeLimit = timeLimit == null ? PhaseLimits.USUAL_SITE_LIMIT : timeLimit;
    if (this.timeLimit.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "assay.default-queue.time-limit must be a second or more, got " + timeLimit);
    }
  }
}

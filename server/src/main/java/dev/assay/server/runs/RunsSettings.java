package dev.assay.server.runs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How runs are leased to workers.
 *
 * @param lease without a heartbeat for so long, a run is given to another worker
 * @param heartbeat how often workers are told to send one; a cancel reaches a run with the next
 * @param maxAttempts after so many failures by the platform's fault an evaluation fails for good
 * @param maxWait how long a worker's call is held at most while there is nothing to do
 * @param slowPoll how often the database is asked whether a wake-up was missed
 * @param logLimit what is kept of one output stream
 * @param outputLimit the largest archive of predictions or scoring output
 * @param detailedResultsLimit the largest page of detailed results
 */
@ConfigurationProperties(prefix = "assay.runs", ignoreUnknownFields = false)
record RunsSettings(
    @DefaultValue("30s") Duration lease,
    @DefaultValue("2s") Duration heartbeat,
    @DefaultValue("3") int maxAttempts,
    @DefaultValue("20s") Duration maxWait,
    @DefaultValue("2s") Duration slowPoll,
    @DefaultValue("16MB") DataSize logLimit,
    @DefaultValue("4GB") DataSize outputLimit,
    @DefaultValue("32MB") DataSize detailedResultsLimit) {

  private static final Duration QUICKEST_SWEEP = Duration.ofMillis(100);
  private static final Duration SLOWEST_SWEEP = Duration.ofSeconds(2);

  public RunsSettings {
    require(
        heartbeat.isPositive() && heartbeat.multipliedBy(2).compareTo(lease) <= 0,
        "assay.runs.heartbeat must be positive and at most half of assay.runs.lease, got %s and %s"
            .formatted(heartbeat, lease));
    require(maxAttempts >= 1, "assay.runs.max-attempts must be at least 1, got " + maxAttempts);
    require(!maxWait.isNegative(), "assay.runs.max-wait must not be negative, got " + maxWait);
    require(slowPoll.isPositive(), "assay.runs.slow-poll must be positive, got " + slowPoll);
  }

  /**
   * A worker says at once that it got an order. One that is not heard of for four heartbeats never
   * got it: its answer was lost on the way.
   */
  Duration firstLease() {
    return shorter(lease, longer(heartbeat.multipliedBy(4), SLOWEST_SWEEP));
  }

  /** How often lapsed leases are looked for: a lapse is noticed within a quarter of a lease. */
  Duration sweep() {
    return shorter(SLOWEST_SWEEP, longer(QUICKEST_SWEEP, lease.dividedBy(4)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

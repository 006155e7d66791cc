package dev.assay.server.runs;

import dev.assay.contract.Heartbeat;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.Workers;
import java.util.Optional;

/** Keeps leases alive. */
final class Leases {
  private final JdbcAttempts attempts;
  private final Workers workers;
  private final Wakeups wakeups;
  private final RunsSettings settings;

  Leases(JdbcAttempts attempts, Workers workers, Wakeups wakeups, RunsSettings settings) {
    this.attempts = attempts;
    this.workers = workers;
    this.wakeups = wakeups;
    this.settings = settings;
  }

  /**
   * @return whether the run is to be cancelled; empty once the lease is lost
   */
  Optional<Boolean> prolong(QueueId queue, AttemptId attempt, Heartbeat heartbeat) {
    return attempts
        .beat(queue, attempt, heartbeat, settings.lease())
        .map(
            beat -> {
              if (beat.worker() != null) {
                workers.heard(beat.worker());
              }
              if (beat.isNews()) {
                wakeups.submissionChanged(beat.submission());
              }
              return beat.cancel();
            });
  }
}

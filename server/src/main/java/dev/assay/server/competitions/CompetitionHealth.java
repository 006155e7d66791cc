package dev.assay.server.competitions;

import dev.assay.contract.Fault;
import dev.assay.server.kernel.CompetitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how a competition's submissions fare. The feature that has them provides it. */
@FunctionalInterface
public interface CompetitionHealth {

  Health of(CompetitionId competition);

  /**
   * How those fare that were received within the last 24 hours, and who waits whenever it was
   * received. Tries and deleted ones do not count.
   *
   * @param hours how many were received in each hour, the oldest first
   * @param ended how many were scored or failed
   * @param failed how many of them failed, by fault
   * @param usualWait from the receipt until a worker began: the median; null where none began
   * @param oldestWaiting the one that has waited longest for a worker; null for none
   */
  record Health(
      List<Hour> hours,
      int ended,
      Map<Fault, Integer> failed,
      @Nullable Duration usualWait,
      int waiting,
      @Nullable Waiting oldestWaiting) {

    public Health {
      hours = List.copyOf(hours);
      failed = Map.copyOf(failed);
    }

    int received() {
      return hours.stream().mapToInt(Hour::submissions).sum();
    }

    int failedBy(Fault fault) {
      return failed.getOrDefault(fault, 0);
    }

    int failedInAll() {
      return failed.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** An hour of the clock. */
  record Hour(Instant begin, int submissions) {}

  record Waiting(long submission, Instant since) {}
}

package dev.assay.worker;

import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What stands on every container and workspace, so that what a worker leaves behind when it dies
 * can be found: by itself at its next start, and past the deadline by anyone on the same engine.
 */
final class RunLabels {
  static final String SITE = "dev.assay.site";
  static final String WORKER = "dev.assay.worker";
  static final String ATTEMPT = "dev.assay.attempt";
  static final String DEADLINE = "dev.assay.deadline";

  private RunLabels() {}

  static Map<String, String> of(String site, String worker, long attempt, Instant deadline) {
    return Map.of(
        SITE,
        site,
        WORKER,
        worker,
        ATTEMPT,
        Long.toString(attempt),
        DEADLINE,
        Long.toString(deadline.getEpochSecond()));
  }

  static Predicate<Map<String, String>> ownedBy(String worker) {
    return labels -> worker.equals(labels.get(WORKER));
  }

  static Predicate<Map<String, String>> overdueAt(Instant now) {
    return labels -> {
      var deadline = labels.get(DEADLINE);
      return deadline != null
          && deadline.matches("\\d{1,18}")
          && Long.parseLong(deadline) < now.getEpochSecond();
    };
  }
}

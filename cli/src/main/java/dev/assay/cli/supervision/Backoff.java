package dev.assay.cli.supervision;

import java.time.Duration;

/**
 * How long to wait before a program that died is started again: longer each time, until one run
 * lasts.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LASTING = Duration.ofSeconds(30);

  private int failures;

  /** The wait after a run of {@code ran}. */
  Duration after(Duration ran) {
    failures = ran.compareTo(LASTING) >= 0 ? 1 : failures + 1;
    var wait = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** Deaths in a row, each soon after its start. */
  int failures() {
    return failures;
  }
}

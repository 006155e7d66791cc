package dev.assay.cli.site;

import dev.assay.cli.Stopped;
import java.time.Duration;

/** Pauses between tries at what does not come about, so that a site in trouble is not run over. */
final class GrowingPause {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Duration next = FIRST;

  /**
   * Lets it pass; the next one is longer.
   *
   * @throws Stopped if the thread is interrupted
   */
  void pass() {
    try {
      Thread.sleep(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stopped.byMachine("Interrupted while trying again.");
    }
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}

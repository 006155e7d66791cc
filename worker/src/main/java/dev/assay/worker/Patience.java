package dev.assay.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may pass, with growing pauses that differ from worker to worker, so that a site
 * that comes back is not run over.
 */
final class Patience {
  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST = Duration.ofMillis(100);

  private final Duration longest;
  private int failures;

  Patience(Duration longest) {
    this.longest = longest;
  }

  /** One try at something. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws SiteUnavailable, SiteRefused, InterruptedException;
  }

  /** Repeats a call until the site answers, or until it is not worth it any more. */
  static <T> T untilAnswered(Duration longestPause, BooleanSupplier worthIt, Call<T> call)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    var patience = new Patience(longestPause);
    while (true) {
      try {
        return call.run();
      } catch (SiteUnavailable e) {
        if (!worthIt.getAsBoolean()) {
          throw e;
        }
        patience.pause(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Sleeps longer after each failure in a row; the first is worth a line in the log. */
  void pause(String why) throws InterruptedException {
    if (failures == 0) {
      log.warn("{}. Trying again.", why);
    }
    Thread.sleep(next());
  }

  void succeeded() {
    failures = 0;
  }

  private Duration next() {
    long grown = FIRST.toMillis() << Math.min(failures++, 16);
    long bounded = Math.max(2, Math.min(grown, longest.toMillis()));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bounded / 2, bounded + 1));
  }
}

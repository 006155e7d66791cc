package dev.assay.benchmarks.lab;

import java.time.Duration;
import java.util.Optional;

/**
 * Looks again and again, until there is something to see or patience ends: what the lab waits for
 * happens in other processes, which tell nobody.
 */
public final class Watch {
  /** Between two looks. */
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private Watch() {}

  /**
   * One look.
   *
   * @param <E> what it may end with, which ends the watch
   */
  public interface Look<T, E extends Exception> {
    /** What is there; empty if that is not what is waited for. */
    Optional<T> look() throws E, InterruptedException;
  }

  /** What was seen; empty if there was nothing for so long. It looks once at least. */
  public static <T, E extends Exception> Optional<T> until(Duration patience, Look<T, E> look)
      throws E, InterruptedException {
    var end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> seen = look.look();
      if (seen.isPresent() || System.nanoTime() > end) {
        return seen;
      }
      Thread.sleep(BETWEEN);
    }
  }
}

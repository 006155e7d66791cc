package dev.assay.server.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The rule by which competitions take turns. Each has used so many seconds of virtual time; who has
 * used least goes first, and pays what a run is expected to take when it starts and the rest when
 * it ends. Classes go before that: nothing of a lower one starts while something of a higher one
 * waits, except once every {@link #PATIENCE}, so that even re-runs come to an end.
 */
final class FairShare {
  /** Class of what participants send in. */
  static final int LIVE = 0;

  /** Class of re-runs and of organisers' tests. */
  static final int BACKGROUND = -10;

  /** How long a competition's background work waits behind live work at most for its next turn. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Virtual seconds that an image at hand is worth. */
  static final double IMAGE_BONUS = 30;

  private FairShare() {}

  /**
   * A competition with something waiting.
   *
   * @param used virtual time in seconds
   * @param servedAt its last turn, or when it began to wait
   */
  record Contender(long id, int priority, double used, Instant servedAt, String image) {}

  /**
   * @param images at hand on the worker that asks
   */
  static List<Contender> inOrder(List<Contender> contenders, List<String> images, Instant now) {
    return contenders.stream()
        .sorted(
            Comparator.<Contender>comparingInt(one -> -rank(one.priority(), one.servedAt(), now))
                .thenComparingDouble(one -> handicapped(one, images))
                .thenComparingLong(Contender::id))
        .toList();
  }

  /** The class that counts just now. */
  static int rank(int priority, Instant servedAt, Instant now) {
    boolean overdue = !servedAt.plus(PATIENCE).isAfter(now);
    return overdue && priority < LIVE ? LIVE + 1 : priority;
  }

  private static double handicapped(Contender contender, List<String> images) {
    return images.contains(contender.image()) ? contender.used() - IMAGE_BONUS : contender.used();
  }

  /** What a run's start costs. */
  static double charge(double expectedSeconds) {
    return Math.max(1, expectedSeconds);
  }
}

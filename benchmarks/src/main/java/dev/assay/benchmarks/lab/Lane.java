package dev.assay.benchmarks.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Things that go wrong one after the other, beside those of other lanes. A seed decides. Of one
 * thread, until that has ended.
 */
final class Lane {
  private final List<Fault> kinds;
  private final Random random;
  private final List<Fault> deck = new ArrayList<>();
  private int count;

  /** One kind of thing that goes wrong. */
  record Fault(String name, Doing doing) {}

  /** Lets it happen, to its end. */
  interface Doing {
    /**
     * @return whom it happened to, or an empty text
     */
    String happen(Random random) throws InterruptedException;
  }

  Lane(List<Fault> kinds, Random random) {
    this.kinds = List.copyOf(kinds);
    this.random = random;
  }

  /** How many kinds of things go wrong here. */
  int kinds() {
    return kinds.size();
  }

  /** How many things went wrong so far. */
  int count() {
    return count;
  }

  /** Whether each kind has come at least once. */
  boolean hasShownAll() {
    return count >= kinds.size();
  }

  /** Does the next one, to its end; each kind comes once before any comes again. */
  String next() throws InterruptedException {
    if (deck.isEmpty()) {
      deck.addAll(kinds);
      Collections.shuffle(deck, random);
    }
    var fault = deck.removeFirst();
    count++;
    var whom = fault.doing().happen(random);
    return whom.isEmpty() ? fault.name() : "%s (%s)".formatted(fault.name(), whom);
  }
}

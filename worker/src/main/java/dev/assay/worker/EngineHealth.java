package dev.assay.worker;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineException;
import java.time.Duration;

/**
 * Whether the container engine answers. A worker whose engine is down must not claim: it would fail
 * one run after another, faster than any healthy worker could finish them.
 */
final class EngineHealth {
  private final ContainerEngine engine;
  private final Duration longestPause;
  private volatile boolean suspected;

  EngineHealth(ContainerEngine engine, Duration longestPause) {
    this.engine = engine;
    this.longestPause = longestPause;
  }

  /** A run failed for the engine: look before the next one. */
  void suspect() {
    suspected = true;
  }

  /** Returns at once unless the engine is suspected; then, when it answers again. */
  void await() throws InterruptedException {
    var patience = new Patience(longestPause);
    while (suspected) {
      try {
        // Matches nothing, but has to ask the engine for all there is.
        engine.sweep(_ -> false);
        suspected = false;
      } catch (EngineException e) {
        patience.pause("The container engine does not answer: " + e.getMessage());
      }
    }
  }
}

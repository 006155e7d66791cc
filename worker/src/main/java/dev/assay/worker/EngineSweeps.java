package dev.assay.worker;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes from an engine what workers have left there that never came back. */
final class EngineSweeps {
  private static final Logger log = LoggerFactory.getLogger(EngineSweeps.class);

  private final ContainerEngine engine;
  private final String worker;
  private final Clock clock;

  /**
   * @param worker whose things these are, as its folder knows it
   */
  EngineSweeps(ContainerEngine engine, String worker, Clock clock) {
    this.engine = engine;
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * Everything of this worker's, which runs nothing yet, and of others what is overdue.
   *
   * @throws EngineException if the engine does not answer
   */
  void atStart() {
    var overdue = RunLabels.overdueAt(clock.instant());
    for (var gone : engine.sweep(RunLabels.ownedBy(worker).or(overdue))) {
      log.info("Removed what an earlier run left behind: {}", gone);
    }
  }

  /** What is overdue, so that it goes not only when somebody starts. */
  void now() {
    try {
      for (var gone : engine.sweep(RunLabels.overdueAt(clock.instant()))) {
        log.info("Removed what another worker left behind: {}", gone);
      }
    } catch (EngineException e) {
      log.warn("Could not look for what others left behind: {}", e.getMessage());
    }
  }
}

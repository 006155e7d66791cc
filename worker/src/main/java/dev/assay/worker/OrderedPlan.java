package dev.assay.worker;

import dev.assay.bundle.scores.ScoreColumns;
import dev.assay.contract.RunOrder;
import dev.assay.runner.RunPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the runner is told of an order. */
final class OrderedPlan {
  /** Beyond both steps at their limits, for what is pulled, copied and stored around them. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private OrderedPlan() {}

  /**
   * @param devices graphics processors, by the names that the engine knows
   */
  static RunPlan of(WorkerParts parts, RunOrder order, Inputs inputs, List<String> devices) {
    var task = order.task();
    var limit = Duration.ofSeconds(order.timeLimitSeconds());
    var deadline = parts.clock().instant().plus(limit.multipliedBy(2)).plus(MARGIN);
    return new RunPlan(
        order.image(),
        limit,
        order.sandboxing(),
        inputs.folders(),
        new RunPlan.Rules(
            task.ingestionOnlyDuringScoring(),
            task.shareOutput(),
            task.showReferenceData(),
            task.detailedResults(),
            new ScoreColumns(Set.copyOf(order.scoreKeys()), Set.of())),
        RunLabels.of(
            parts.settings().site().toString(),
            parts.folder().id().toString(),
            order.attempt(),
            deadline),
        devices);
  }
}

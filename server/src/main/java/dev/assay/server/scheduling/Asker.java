package dev.assay.server.scheduling;

import dev.assay.server.queues.WorkerId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker that asks for work, and how its queue stands.
 *
 * @param gpus graphics processors that none of its runs has
 * @param images at hand on its engine
 * @param parallelLimit how many runs of one account may be under way in the queue; null: no limit
 * @param rest how long a failure by this worker bars it from the evaluation
 */
record Asker(
    WorkerId worker,
    int gpus,
    long memoryBytes,
    List<String> images,
    @Nullable Integer parallelLimit,
    Slots slots,
    Duration rest) {

  Asker {
    images = List.copyOf(images);
  }
}

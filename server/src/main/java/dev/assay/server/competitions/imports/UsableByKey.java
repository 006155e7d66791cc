package dev.assay.server.competitions.imports;

import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.Dataset;
import java.util.Optional;
import java.util.UUID;

/** Which of the site's data sets and tasks a bundle may name by their keys. */
public interface UsableByKey {

  Optional<Dataset> dataset(UUID key);

  Optional<TaskId> task(UUID key);

  /** Whether solutions may be added to the task of that key. */
  boolean takesSolutions(UUID key);

  /** Whether a competition may run on the queue of that key. */
  boolean queue(UUID key);
}

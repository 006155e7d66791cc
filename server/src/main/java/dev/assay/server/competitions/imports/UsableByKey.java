package dev.assay.server.competitions.imports;

import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.Dataset;
import java.util.Optional;
import java.util.UUID;

/** Which of the site's data sets and tasks a bundle may name by their keys. */
public interface UsableByKey {

  Optional<Dataset> dataset(UUID key);

  Optional<TaskId> task(UUID key);

  /** Queues of one's own are not supported yet; a competition may keep the one it has. */
  default boolean queue(UUID key) {
    return false;
  }
}

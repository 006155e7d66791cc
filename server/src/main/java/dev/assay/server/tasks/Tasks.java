package dev.assay.server.tasks;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TaskVersionId;
import java.util.List;

/** Finds tasks. */
public interface Tasks {

  /**
   * What the phase measures with: of each task the version it is pinned to, else the newest; in the
   * phase's order.
   */
  List<TaskVersion> currentVersions(PhaseId phase);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  TaskVersion version(TaskVersionId id);
}

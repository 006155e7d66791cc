package dev.assay.server.tasks;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TaskVersionId;
import java.util.List;

/** Finds tasks. */
public interface Tasks {

  /** The newest version of each task of the phase, in the phase's order. */
  List<TaskVersion> currentVersions(PhaseId phase);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  TaskVersion version(TaskVersionId id);
}

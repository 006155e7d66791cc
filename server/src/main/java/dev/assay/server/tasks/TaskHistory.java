package dev.assay.server.tasks;

import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The versions of a task, which never change once they are made. */
public interface TaskHistory {

  /** Newest first. */
  List<Version> versions(TaskId task);

  /**
   * A version of a task.
   *
   * @param note what its author says has changed; may be empty
   * @param parts what it is made of, by use
   * @param needs what a worker must have
   */
  record Version(
      TaskVersionId id,
      int number,
      Instant createdAt,
      String note,
      Map<DatasetType, Part> parts,
      boolean ingestionOnlyDuringScoring,
      boolean shareOutput,
      boolean showReferenceData,
      NewTask.Needs needs) {

    public Version {
      var sorted = new EnumMap<DatasetType, Part>(DatasetType.class);
      sorted.putAll(parts);
      parts = sorted;
    }
  }

  /** A data set that a version uses. */
  record Part(DatasetId id, UUID key, String name) {}
}

package dev.assay.bundle.competition;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task: new with its files, or one that the site has already. */
public sealed interface TaskDefinition {

  /** The name by which phases and solutions refer to the task. */
  TaskIndex index();

  /**
   * A task to be made from the bundle.
   *
   * @param extras what other platforms do not read from bundles
   */
  record NewTask(
      TaskIndex index,
      String name,
      String description,
      TaskFiles files,
      boolean ingestionOnlyDuringScoring,
      TaskOpening opening,
      TaskExtras extras)
      implements TaskDefinition {

    /** A task that no site has exported yet. */
    public NewTask(
        TaskIndex index,
        String name,
        String description,
        TaskFiles files,
        boolean ingestionOnlyDuringScoring,
        TaskOpening opening) {
      this(index, name, description, files, ingestionOnlyDuringScoring, opening, TaskExtras.NONE);
    }

    /** By which the site that exported the bundle knows the task again; null if none did. */
    public @Nullable UUID siteKey() {
      return extras.siteKey();
    }
  }

  /** A task of the site, shared and not copied. */
  record ExistingTask(TaskIndex index, UUID key) implements TaskDefinition {}

  /** The parts of a new task. */
  record TaskFiles(
      BundleReference scoringProgram,
      @Nullable BundleReference ingestionProgram,
      @Nullable BundleReference inputData,
      @Nullable BundleReference referenceData) {}

  /**
   * What a task says in its section {@code assay}.
   *
   * @param siteKey by which the site that exported the bundle knows the task again; it shares
   *     nothing, and other sites ignore it
   * @param isPublic whether everybody on the site may use the task
   * @param gpus graphics processors a worker must have; 0 = those of the competition
   * @param memoryGb memory in GiB that a worker must have; 0 = that of the competition
   */
  record TaskExtras(@Nullable UUID siteKey, boolean isPublic, int gpus, int memoryGb) {
    /** Nothing out of the ordinary. */
    public static final TaskExtras NONE = new TaskExtras(null, false, 0, 0);

    /** The same, known to a site by this key. */
    public TaskExtras withSiteKey(@Nullable UUID key) {
      return new TaskExtras(key, isPublic, gpus, memoryGb);
    }
  }

  /**
   * Protections that the organiser lifts for one task.
   *
   * @param shareOutput ingestion during scoring writes into the scoring program's output folder
   * @param showReferenceData ingestion during scoring sees the reference data
   */
  record TaskOpening(boolean shareOutput, boolean showReferenceData) {
    public static final TaskOpening CLOSED = new TaskOpening(false, false);
  }
}

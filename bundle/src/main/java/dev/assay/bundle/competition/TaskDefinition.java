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
   * @param siteKey by which the site that exported the bundle knows the task again; it shares
   *     nothing, and other sites ignore it
   */
  record NewTask(
      TaskIndex index,
      String name,
      String description,
      TaskFiles files,
      boolean ingestionOnlyDuringScoring,
      TaskOpening opening,
      @Nullable UUID siteKey)
      implements TaskDefinition {

    /** A task that no site has exported yet. */
    public NewTask(
        TaskIndex index,
        String name,
        String description,
        TaskFiles files,
        boolean ingestionOnlyDuringScoring,
        TaskOpening opening) {
      this(index, name, description, files, ingestionOnlyDuringScoring, opening, null);
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
   * Protections that the organiser lifts for one task.
   *
   * @param shareOutput ingestion during scoring writes into the scoring program's output folder
   * @param showReferenceData ingestion during scoring sees the reference data
   */
  record TaskOpening(boolean shareOutput, boolean showReferenceData) {
    public static final TaskOpening CLOSED = new TaskOpening(false, false);
  }
}

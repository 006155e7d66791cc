package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.DatasetId;
import org.jspecify.annotations.Nullable;

/**
 * A task about to be made, with what becomes its first version.
 *
 * @param isPublic whether everybody may use it
 */
public record NewTask(
    AccountId owner, String name, @Nullable String description, boolean isPublic, Parts parts) {

  /** One that is its owner's alone. */
  public NewTask(AccountId owner, String name, @Nullable String description, Parts parts) {
    this(owner, name, description, false, parts);
  }

  /**
   * What a version consists of.
   *
   * @param ingestionOnlyDuringScoring ingestion runs beside the scoring program instead of the
   *     submission
   * @param shareOutput opt-in: both containers of such a scoring step write one output folder
   * @param showReferenceData opt-in: ingestion of such a scoring step sees the reference data
   * @param needs what a worker must have
   */
  public record Parts(
      DatasetId scoringProgram,
      @Nullable DatasetId ingestionProgram,
      @Nullable DatasetId inputData,
      @Nullable DatasetId referenceData,
      boolean ingestionOnlyDuringScoring,
      boolean shareOutput,
      boolean showReferenceData,
      Needs needs) {

    /** A version that any worker can measure. */
    public Parts(
        DatasetId scoringProgram,
        @Nullable DatasetId ingestionProgram,
        @Nullable DatasetId inputData,
        @Nullable DatasetId referenceData,
        boolean ingestionOnlyDuringScoring,
        boolean shareOutput,
        boolean showReferenceData) {
      this(
          scoringProgram,
          ingestionProgram,
          inputData,
          referenceData,
          ingestionOnlyDuringScoring,
          shareOutput,
          showReferenceData,
          Needs.NONE);
    }
  }

  /** What a worker must have; 0 for whatever the competition asks. */
  public record Needs(int gpus, long memoryBytes) {
    public static final Needs NONE = new Needs(0, 0);
  }
}

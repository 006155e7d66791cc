package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.DatasetId;
import org.jspecify.annotations.Nullable;

/** A task about to be made, with what becomes its first version. */
public record NewTask(AccountId owner, String name, @Nullable String description, Parts parts) {

  /**
   * What a version consists of.
   *
   * @param ingestionOnlyDuringScoring ingestion runs beside the scoring program instead of the
   *     submission
   * @param shareOutput opt-in: both containers of such a scoring step write one output folder
   * @param showReferenceData opt-in: ingestion of such a scoring step sees the reference data
   */
  public record Parts(
      DatasetId scoringProgram,
      @Nullable DatasetId ingestionProgram,
      @Nullable DatasetId inputData,
      @Nullable DatasetId referenceData,
      boolean ingestionOnlyDuringScoring,
      boolean shareOutput,
      boolean showReferenceData) {}
}

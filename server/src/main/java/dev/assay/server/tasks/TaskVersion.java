package dev.assay.server.tasks;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import org.jspecify.annotations.Nullable;

/** What an evaluation is measured with; never changes. */
public record TaskVersion(
    TaskVersionId id,
    TaskId task,
    int number,
    String taskName,
    BlobId scoringProgram,
    @Nullable BlobId ingestionProgram,
    @Nullable BlobId inputData,
    @Nullable BlobId referenceData,
    boolean ingestionOnlyDuringScoring,
    boolean shareOutput,
    boolean showReferenceData) {}

package dev.assay.server.runs;

import dev.assay.contract.RunOrder;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskVersionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that a worker just got, as far as the database knows it.
 *
 * @param predictions stored by an earlier attempt, for {@link RunOrder.Kind#SCORE}
 * @param gpus graphics processors it was promised
 */
record Claimed(
    AttemptId attempt,
    UUID token,
    int number,
    RunOrder.Kind kind,
    EvaluationId evaluation,
    SubmissionId submission,
    PhaseId phase,
    TaskVersionId task,
    BlobId submitted,
    @Nullable BlobId predictions,
    String image,
    int gpus) {}

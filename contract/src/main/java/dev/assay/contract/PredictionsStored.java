package dev.assay.contract;

import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.AttemptResult.StoredObject;
import java.util.List;
import java.util.UUID;

/**
 * The output of the prediction step lies in storage, by the order's link for {@link
 * UploadKind#PREDICTIONS}, or is enclosed. From here on a next attempt only scores: it never runs
 * the participant's code again. Sending it twice is harmless.
 *
 * @param steps what ran so far
 */
public record PredictionsStored(UUID token, StoredObject predictions, List<StepReport> steps) {
  public PredictionsStored {
    steps = List.copyOf(steps);
  }
}

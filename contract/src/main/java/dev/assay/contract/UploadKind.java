package dev.assay.contract;

/** What a worker stores of an attempt. */
public enum UploadKind {
  /** Zip of the prediction step's {@code /app/output}. */
  PREDICTIONS,
  /** Zip of the scoring program's {@code /app/output}. */
  SCORING_OUTPUT,
  /** One HTML page. */
  DETAILED_RESULTS
}

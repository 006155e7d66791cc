package dev.assay.runner;

/**
 * What is to be run in each of the four places of an evaluation.
 *
 * @param submission in the prediction step
 * @param predictIngestion beside it
 * @param scoring in the scoring step
 * @param scoreIngestion beside it, for tasks with ingestion only during scoring
 */
record Launches(Launch submission, Launch predictIngestion, Launch scoring, Launch scoreIngestion) {

  /** Whether the prediction step has a container at all. */
  boolean predicts() {
    return submission instanceof Launch.Run || predictIngestion instanceof Launch.Run;
  }

  boolean hasScoreIngestion() {
    return scoreIngestion instanceof Launch.Run;
  }

  /**
   * Whether the submission's files are (part of) the predictions: nothing else makes any, or, as
   * existing bundles have it, they have no metadata file at all.
   */
  boolean filesArePredictions() {
    return submission instanceof Launch.Nothing(var hasMetadata, _)
        && (!hasMetadata || !(predictIngestion instanceof Launch.Run));
  }
}

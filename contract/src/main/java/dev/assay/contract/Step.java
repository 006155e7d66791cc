package dev.assay.contract;

/** The two steps of an evaluation. */
public enum Step {
  PREDICT,
  SCORE
}

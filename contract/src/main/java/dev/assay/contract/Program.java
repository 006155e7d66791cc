package dev.assay.contract;

/** Which of a step's two containers. */
public enum Program {
  /** The submission in the prediction step, the scoring program in the scoring step. */
  PROGRAM,
  /** The ingestion program. */
  INGESTION
}

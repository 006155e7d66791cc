package dev.assay.bundle.program;

/** Which program runs in a container, and in which step. */
public enum ContainerRole {
  /** A submission that predicts. */
  SUBMISSION,
  /** An ingestion program beside it. */
  INGESTION,
  /** A scoring program. */
  SCORING,
  /** An ingestion program that runs during scoring only. */
  INGESTION_IN_SCORING;

  boolean isInScoring() {
    return this == SCORING || this == INGESTION_IN_SCORING;
  }
}

package dev.assay.server.tasks;

/** Why somebody may use a data set or a task. */
public enum Reach {
  OWN,
  /** Its owner named this account. */
  SHARED,
  /** Everybody may. */
  PUBLIC
}

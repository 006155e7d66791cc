package dev.assay.bundle.archive;

/** How to take what an archive should not hold but can be read without. */
public enum Strictness {
  /**
   * As existing bundles need it: links are skipped, of entries with one name the last counts; each
   * with a warning.
   */
  TOLERANT,
  /**
   * For new uploads of participants: links, duplicate names and names equal but for case are
   * errors.
   */
  STRICT
}

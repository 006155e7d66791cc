package dev.assay.server.tasks;

import java.util.Locale;

/** What a data set is used as. */
public enum DatasetType {
  INGESTION_PROGRAM,
  SCORING_PROGRAM,
  INPUT_DATA,
  REFERENCE_DATA,
  PUBLIC_DATA,
  STARTING_KIT,
  SOLUTION,
  COMPETITION_BUNDLE;

  /** As bundles, the API and the database spell it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of that spelling.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DatasetType of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

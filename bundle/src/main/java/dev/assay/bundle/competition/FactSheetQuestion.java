package dev.assay.bundle.competition;

import java.util.List;
import java.util.Locale;

/**
 * One question that participants answer with each submission.
 *
 * @param selection accepted answers in their text form; empty where any text will do
 */
public record FactSheetQuestion(
    String key,
    Kind kind,
    String title,
    List<String> selection,
    boolean required,
    boolean onLeaderboard) {

  public FactSheetQuestion {
    selection = List.copyOf(selection);
  }

  /** How the question is put. */
  public enum Kind {
    CHECKBOX,
    TEXT,
    SELECT;

    /** As bundles and the API spell it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

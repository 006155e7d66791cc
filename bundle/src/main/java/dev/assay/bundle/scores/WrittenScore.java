package dev.assay.bundle.scores;

import dev.assay.bundle.Place;

/**
 * A score as it stands in the file.
 *
 * @param shown the value as a message shows it
 */
record WrittenScore(Place place, String shown, ScoreValue value) {
  private static final int LONGEST = 80;

  WrittenScore {
    shown = shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
  }
}

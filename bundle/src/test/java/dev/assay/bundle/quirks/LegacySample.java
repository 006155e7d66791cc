package dev.assay.bundle.quirks;

import dev.assay.bundle.SampleBundle;

/** A small bundle of CodaLab without faults, to be given one. */
public final class LegacySample {
  public static final String YAML =
      """
      title: Flowers
      image: logo.png
      html:
        Overview: overview.md
        terms: terms.md
      phases:
        1:
          phasenumber: 1
          label: Only
          start_date: 2026-01-01
          scoring_program: scoring
      leaderboard:
        leaderboards:
          Results: {label: RESULTS}
        columns:
          accuracy:
            leaderboard: {label: RESULTS}
            label: Accuracy
      """;

  private LegacySample() {}

  /** The bundle with one text of its definition changed. */
  public static SampleBundle legacy(String old, String replacement) {
    return new SampleBundle().yaml(YAML).replace(old, replacement);
  }
}

package dev.assay.bundle.competition;

import dev.assay.bundle.SampleBundle;

/** A bundle of legacy CodaLab that has no faults: two phases, a board of two columns. */
final class LegacyFlowers {
  private static final String YAML =
      """
      title: Flowers
      description: Tell them apart
      image: logo.png
      has_registration: true
      end_date: 2026-12-31
      html:
        Overview: overview.md
        terms: terms.md
      phases:
        2:
          phasenumber: 2
          label: Final
          start_date: 2026-02-01
          auto_migration: true
          scoring_program: scoring
          reference_data: reference
        1:
          phasenumber: 1
          label: Development
          description: Try it
          start_date: 2026-01-01
          max_submissions: 20
          max_submissions_per_day: 3
          execution_time_limit: 50
          scoring_program: scoring
          reference_data: reference
      leaderboard:
        leaderboards:
          Results: &RESULTS
            label: RESULTS
            rank: 1
        columns:
          duration:
            leaderboard: *RESULTS
            label: Seconds
            rank: 2
            sort: asc
          accuracy:
            leaderboard: *RESULTS
            label: Accuracy
            numeric_format: 4
            rank: 1
      """;

  private LegacyFlowers() {}

  static SampleBundle legacy() {
    return new SampleBundle().yaml(YAML).file("scoring/score.py", "accuracy, duration");
  }
}

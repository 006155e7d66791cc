package dev.assay.bundle.quirks;

import static dev.assay.bundle.quirks.LegacySample.legacy;

/** Bundles of CodaLab that mean something else here. */
final class LegacyQuirks {
  private LegacyQuirks() {}

  static void addTo(QuirkList list) {
    list.error("LEG-01", legacy("html:", "htm:"));
    list.error("LEG-02", legacy("terms: terms.md", "rules: terms.md"));
    list.error("LEG-03", legacy("    label: Only\n", ""));
    list.warning("LEG-04", legacy("label: Accuracy", "computed: {operation: Avg, fields: b}"));
    list.warning("LEG-05", legacy("label: Only", "label: Only\n    is_parallel_parent: true"));
    list.warning("LEG-06", legacy("title:", "force_submission_to_leaderboard: true\ntitle:"));
    list.warning("LEG-07", legacy("leaderboard: {label: RESULTS}", "leaderboard: {label: Other}"));
    list.error("LEG-08", legacy("Results: {label", "Empty: {label: E}\n    Results: {label"));
    list.warning("LEG-09", legacy("    scoring_program: scoring\n", ""));
    list.remark("LEG-10", legacy("title:", "admin_names: ada\ntitle:"));
    list.remark(
        "LEG-11",
        legacy(
            "leaderboard:\n",
            "  2: {phasenumber: 2, label: B, start_date: 2026-03-01, scoring_program: scoring}\nleaderboard:\n"));
    list.remark("LEG-12", legacy("title:", "allow_teams: true\ntitle:"));
    list.warning(
        "LEG-13",
        legacy("label: Only", "label: Only\n    leaderboard_management_mode: hide_results"));
  }
}

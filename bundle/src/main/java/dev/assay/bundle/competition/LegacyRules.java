package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import java.util.List;
import java.util.Optional;

/** Turns the switches of version 1.5 about the leaderboard into one submission rule. */
final class LegacyRules {
  private static final String FORCE = "force_submission_to_leaderboard";
  static final String FORCE_BEST = "force_best_submission_to_leaderboard";
  private static final String KEEP = "disallow_leaderboard_modifying";

  private LegacyRules() {}

  static SubmissionRule of(Section top, List<Section> phases) {
    boolean isForced = Values.bool(top, FORCE, false);
    boolean isKept = Values.bool(top, KEEP, false);
    boolean isBest = Values.bool(top, FORCE_BEST, false);
    Optional<Section> best =
        phases.stream().filter(phase -> LegacyReader.isOn(phase, FORCE_BEST)).findFirst();
    if (best.isPresent()) {
      report(best.get(), FORCE_BEST, SubmissionRule.FORCE_BEST);
      return SubmissionRule.FORCE_BEST;
    }
    if (isBest) {
      report(top, FORCE_BEST, SubmissionRule.FORCE_BEST);
      return SubmissionRule.FORCE_BEST;
    }
    if (isForced) {
      report(top, FORCE, SubmissionRule.FORCE_LAST);
      return SubmissionRule.FORCE_LAST;
    }
    if (isKept) {
      report(top, KEEP, SubmissionRule.ADD);
    }
    return SubmissionRule.ADD;
  }

  private static void report(Section section, String key, SubmissionRule rule) {
    section.report(
        FindingCode.LEG_06,
        key,
        "'%s' becomes the submission rule %s; Codabench would take Add."
            .formatted(key, rule.text()),
        "Check that this is the rule you want; others can be chosen after the import.");
  }
}

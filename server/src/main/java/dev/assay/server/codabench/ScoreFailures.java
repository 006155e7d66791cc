package dev.assay.server.codabench;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.util.List;

/** What a scoring program that ended well wrote as scores, where it cannot be used. Pure. */
final class ScoreFailures {
  private ScoreFailures() {}

  static Failure noNumber(String column, String value) {
    return invalid(
        "The score \"%s\" is no number: %s."
            .formatted(StepFailures.shown(column), StepFailures.shown(value)),
        List.of());
  }

  /** It names no column. */
  static Failure noColumns(String written) {
    return invalid(
        "What was written as scores is no number for each column, but %s."
            .formatted(StepFailures.shown(written)),
        List.of());
  }

  /** The worker broke off over it, with this exception. */
  static Failure brokeOff(String message, String exception) {
    return invalid(message, List.of(StepFailures.shown(exception)));
  }

  private static Failure invalid(String message, List<String> lines) {
    return StepFailures.failure(
        Cause.SCORES_INVALID,
        Step.SCORE,
        Program.PROGRAM,
        0,
        message,
        "The organiser lets the scoring program write a finite number for each column.",
        lines);
  }
}

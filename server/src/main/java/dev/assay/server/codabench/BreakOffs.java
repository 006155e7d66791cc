package dev.assay.server.codabench;

import dev.assay.contract.Failure;
import dev.assay.contract.Step;
import java.util.regex.Pattern;

/** What it means when a Codabench worker breaks a step off without a word. Pure. */
final class BreakOffs {
  /** It reads JSON that holds NaN or infinity, and then cannot send it. */
  private static final Pattern NOT_FINITE = Pattern.compile("Out of range float values");

  /** What reading {@code scores.txt} or {@code scores.json}, and writing it as JSON, ends with. */
  private static final Pattern UNREADABLE =
      Pattern.compile(
          "not JSON serializable|Exceeds the limit|Invalid(?:JSON)?Error|UnicodeDecodeError|RecursionError"
              + "|(?:Scanner|Parser|Composer|Constructor|Reader|YAML)Error");

  private BreakOffs() {}

  /**
   * @param hasEnded whether the step's programs had ended well before, as the worker reported
   * @param exception as Python writes it
   */
  static Failure of(Step step, boolean hasEnded, String exception) {
    if (step == Step.SCORE && hasEnded) {
      if (NOT_FINITE.matcher(exception).find()) {
        return ScoreFailures.brokeOff(
            "The scores hold a number that is not finite (NaN or infinity).", exception);
      }
      if (UNREADABLE.matcher(exception).find()) {
        return ScoreFailures.brokeOff(
            "The worker cannot read or send what was written as scores.", exception);
      }
    }
    return StepFailures.worker(step, "it broke off with " + exception);
  }
}

package dev.assay.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed, in words for the one who can act.
 *
 * @param step where, null when it failed before the first step
 * @param program which container, null when none
 * @param exitCode null when the program did not end by itself
 * @param message one sentence: what happened
 * @param fix one sentence: what to do
 * @param lastLines the last lines of the log that matter, at most ten
 */
public record Failure(
    Cause cause,
    Fault fault,
    @Nullable Step step,
    @Nullable Program program,
    @Nullable Integer exitCode,
    String message,
    String fix,
    List<String> lastLines) {

  public Failure {
    lastLines = List.copyOf(lastLines);
  }

  /** One of no step: what went wrong before the first, or around them. Its cause says who pays. */
  public static Failure outsideSteps(Cause cause, String message, String fix) {
    return new Failure(cause, cause.fault(), null, null, null, message, fix, List.of());
  }

  /**
   * What a run fails with whose program ended badly like this and that could then not be scored:
   * who is to blame for the first pays.
   */
  public Failure blamedFor(Failure consequence) {
    return saying(message + " It could then not be scored: " + consequence.message());
  }

  /** The same for those who may not read logs. */
  public Failure withoutLog() {
    return new Failure(cause, fault, step, program, exitCode, message, fix, List.of());
  }

  /** The same in other words. */
  public Failure saying(String words) {
    return new Failure(cause, fault, step, program, exitCode, words, fix, lastLines);
  }
}

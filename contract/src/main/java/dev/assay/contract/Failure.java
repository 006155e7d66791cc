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

  /** The same in other words. */
  public Failure saying(String words) {
    return new Failure(cause, fault, step, program, exitCode, words, fix, lastLines);
  }
}

package dev.assay.server.submissions;

import dev.assay.server.web.Blame;
import java.util.List;

/**
 * Why a submission failed, and what to do.
 *
 * @param cause one sentence
 * @param where step, program and exit code, such as "Prediction, submission, exit code 1"
 * @param logLines the last lines that matter
 * @param fix one sentence
 * @param counted whether it counts against the participant's limit
 * @param isOwn whether the reader sent it in
 */
public record FailureView(
    Blame blame,
    String cause,
    String where,
    List<String> logLines,
    String fix,
    boolean counted,
    boolean isOwn) {

  /** Whether and whose limit it used. */
  public String limit() {
    var whose = isOwn ? "your limit" : "the participant's limit";
    return (counted ? "It counts against " : "It did not count against ") + whose + ".";
  }

  public FailureView {
    logLines = List.copyOf(logLines);
  }
}

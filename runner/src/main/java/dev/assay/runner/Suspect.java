package dev.assay.runner;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.util.List;

/**
 * A program that ended badly without ending the run: scorers that score missing predictions exist,
 * so the run goes on. If it then cannot be scored, this is why.
 *
 * @param failure what the run fails with in that case
 */
record Suspect(Failure failure) {

  /** The submission's own program ended with a non-zero code. */
  static Suspect submission(int code, RunLog log) {
    return new Suspect(
        new Failure(
            Cause.SUBMISSION_PROGRAM_FAILED,
            Fault.PARTICIPANT,
            Step.PREDICT,
            Program.PROGRAM,
            code,
            "The submission's program failed in the prediction step (%s)."
                .formatted(Words.exit(code)),
            "Correct the error that the last lines of its log show, and submit again.",
            log.lastLines(Step.PREDICT, Program.PROGRAM)));
  }

  /**
   * The ingestion program ended with a non-zero code. It runs the participant's code, so a
   * traceback through the submission's files makes it theirs; without one nobody can tell, and
   * nobody pays.
   */
  static Suspect ingestion(Step step, int code, RunLog log) {
    var lines = log.lastLines(step, Program.INGESTION);
    boolean theirs =
        code == Words.DATA_ERROR
            || lines.stream().anyMatch(line -> line.contains("/app/ingested_program"));
    var how =
        "The ingestion program failed in the %s (%s)".formatted(Words.step(step), Words.exit(code));
    return new Suspect(
        theirs
            ? new Failure(
                Cause.SUBMISSION_PROGRAM_FAILED,
                Fault.PARTICIPANT,
                step,
                Program.INGESTION,
                code,
                how + " in the submission's own code.",
                "Correct the error that the last lines of the log show, and submit again.",
                lines)
            : new Failure(
                Cause.INGESTION_PROGRAM_FAILED,
                Fault.ORGANISER,
                step,
                Program.INGESTION,
                code,
                how + "; its last lines do not show the submission's files.",
                "If they complain about the submission, correct that and submit again; otherwise the"
                    + " organiser has to correct the ingestion program.",
                lines));
  }

  /** There was nothing to start where an ingestion program should be. */
  static Suspect unusableIngestion(Step step, String reason) {
    return new Suspect(
        new Failure(
            Cause.INGESTION_PROGRAM_UNUSABLE,
            Fault.ORGANISER,
            step,
            Program.INGESTION,
            null,
            "The task's ingestion program could not be run: " + reason,
            "The organiser has to add a metadata.yaml with a command to the ingestion program.",
            List.of()));
  }

  /** What the run fails with, now that this happened too. */
  Failure blamedFor(Failure consequence) {
    return failure.blamedFor(consequence);
  }

  /** For the organiser, if it could be scored all the same. */
  String warning() {
    return failure.message() + " It was scored all the same.";
  }
}

package dev.assay.runner;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.Exit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Turns the ends of containers that end the whole run into failures: limits, and what cannot be
 * started. What participants' code runs in (their own program, and ingestion anywhere) counts as
 * theirs; the scoring program is the organiser's.
 */
final class StepFailures {
  private final SandboxLimits limits;
  private final RunLog log;

  StepFailures(SandboxLimits limits, RunLog log) {
    this.limits = limits;
    this.log = log;
  }

  /** Throws if a container of the step ended in a way that ends the run. */
  void check(StepResult result) throws RunFailed {
    // First what ended by itself: a container that was killed because of it says nothing.
    for (var program : Program.values()) {
      var exit = result.exit(program);
      var failure = exit == null ? null : failure(result.step(), program, exit);
      if (failure != null) {
        throw new RunFailed(failure);
      }
    }
  }

  /** Whether the step's time was up with ingestion, where participants' code runs, still going. */
  static @Nullable Program late(StepResult result) {
    if (result.exit(Program.INGESTION) instanceof Exit.TimedOut) {
      return Program.INGESTION;
    }
    return result.exit(Program.PROGRAM) instanceof Exit.TimedOut ? Program.PROGRAM : null;
  }

  private @Nullable Failure failure(Step step, Program program, Exit exit) {
    return switch (exit) {
      case Exit.Exited(var code, var outOfMemory, _) ->
          outOfMemory && code != 0 ? memory(step, program, code) : null;
      case Exit.WorkspaceFull _ -> output(step, program);
      case Exit.NotStarted(var reason, _) -> notStarted(step, program, reason);
      case Exit.TimedOut _, Exit.Killed _ -> null;
    };
  }

  /**
   * Both containers of a step share the limit; named is the one that participants' code runs in.
   */
  Failure time(Step step, Program program, Duration limit) {
    var cause = step == Step.PREDICT ? Cause.PREDICTION_TIME_LIMIT : Cause.SCORING_TIME_LIMIT;
    var message =
        "%s was still running after the time limit of %s and was stopped."
            .formatted(Words.program(step, program), Words.duration(limit));
    var fix =
        isOrganisers(step, program)
            ? "Make the scoring program faster, or raise the phase's execution_time_limit."
            : "Make the submission faster; the organiser can raise the phase's time limit.";
    return failure(cause, step, program, null, message, fix);
  }

  private Failure memory(Step step, Program program, int code) {
    var cause = step == Step.PREDICT ? Cause.PREDICTION_MEMORY_LIMIT : Cause.SCORING_MEMORY_LIMIT;
    var message =
        "%s used more than the %s of memory a container gets here and was killed (exit code %d)."
            .formatted(
                Words.program(step, program), Words.size(limits.container().memoryBytes()), code);
    var fix =
        isOrganisers(step, program)
            ? "Make the scoring program use less memory, or use workers with more of it."
            : "Use less memory: smaller batches, a smaller model, less data at once.";
    return failure(cause, step, program, code, message, fix);
  }

  private Failure output(Step step, Program program) {
    var cause = step == Step.PREDICT ? Cause.PREDICTION_OUTPUT_LIMIT : Cause.SCORING_OUTPUT_LIMIT;
    var message =
        "%s wrote more than the allowed %s and was stopped."
            .formatted(Words.program(step, program), Words.limits(limits.output()));
    return failure(
        cause,
        step,
        program,
        null,
        message,
        "Write less to /app/output (and /app/shared); /tmp is the place for temporary files.");
  }

  private Failure notStarted(Step step, Program program, String reason) {
    var message =
        "%s could not be started: %s".formatted(Words.program(step, program), sentence(reason));
    var fix =
        "Correct the command in its metadata.yaml. It is run without a shell in /app/program, and what"
            + " it names must be in the image or beside the metadata file.";
    if (program == Program.INGESTION) {
      return failure(Cause.INGESTION_PROGRAM_UNUSABLE, step, program, null, message, fix);
    }
    var cause =
        step == Step.PREDICT ? Cause.PREDICTION_NOT_STARTED : Cause.SCORING_PROGRAM_UNUSABLE;
    return failure(cause, step, program, null, message, fix);
  }

  private Failure failure(
      Cause cause,
      Step step,
      Program program,
      @Nullable Integer exitCode,
      String message,
      String fix) {
    var fault =
        cause == Cause.INGESTION_PROGRAM_UNUSABLE || isOrganisers(step, program)
            ? Fault.ORGANISER
            : Fault.PARTICIPANT;
    return new Failure(
        cause, fault, step, program, exitCode, message, fix, log.lastLines(step, program));
  }

  private static boolean isOrganisers(Step step, Program program) {
    return step == Step.SCORE && program == Program.PROGRAM;
  }

  private static String sentence(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }
}

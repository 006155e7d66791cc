package dev.assay.server.codabench;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What it means when a Codabench worker says that a step failed. Pure. */
final class StepFailures {
  private static final String PULL_FAILED = "Docker_Image_Pull_Fail";
  private static final String TIME_LIMIT = "Execution_Time_Limit_Exceeded";
  private static final int DATA_ERROR = 65;

  /** The code of a container that its engine could not start; programs seldom end with it. */
  private static final int NOT_STARTED = 128;

  private static final int MOST_TEXT = 500;

  /** The worker shows what went wrong with its container engine; that is nobody else's fault. */
  private static final Pattern ENGINE =
      Pattern.compile("APIError|DockerException|ConnectionError|Server Error for http");

  private static final Pattern EXIT_CODE = Pattern.compile("program_rc=(-?\\d{1,9})");

  private StepFailures() {}

  /**
   * @param details the worker's words
   * @param trouble what it reported before, null for nothing
   * @param lines the last lines of the log of the program that the step is about
   */
  static Failure of(
      Step step, String details, @Nullable String trouble, String image, List<String> lines) {
    if (PULL_FAILED.equals(trouble) || details.startsWith("Pull for ")) {
      return failure(
          Cause.IMAGE_UNAVAILABLE,
          step,
          null,
          null,
          "The worker could not pull the image %s.".formatted(image),
          "The organiser corrects the image's name, or the worker's owner its access to the registry.",
          List.of(shown(details)));
    }
    if (TIME_LIMIT.equals(trouble)
        || details.toLowerCase(Locale.ROOT).contains("time limit exceeded")) {
      return timeLimit(step, lines);
    }
    return step == Step.SCORE ? scoring(details, lines) : prediction(details);
  }

  private static Failure timeLimit(Step step, List<String> lines) {
    return step == Step.PREDICT
        ? failure(
            Cause.PREDICTION_TIME_LIMIT,
            step,
            Program.PROGRAM,
            null,
            "The prediction step was still running after its time limit and was stopped.",
            "Make the submission faster; the organiser can raise the phase's time limit.",
            lines)
        : failure(
            Cause.SCORING_TIME_LIMIT,
            step,
            Program.PROGRAM,
            null,
            "The scoring program was still running after its time limit and was stopped.",
            "Make the scoring program faster, or raise the phase's execution_time_limit.",
            lines);
  }

  /** The prediction step took longer than it may, and its worker did not stop it. */
  static Failure overLimit(Duration took, Duration limit, List<String> lines) {
    return failure(
        Cause.PREDICTION_TIME_LIMIT,
        Step.PREDICT,
        Program.PROGRAM,
        null,
        "The prediction step took %d s; its time limit is %d s."
            .formatted(took.toSeconds(), limit.toSeconds()),
        "Make the submission faster; the organiser can raise the phase's time limit.",
        lines);
  }

  private static Failure scoring(String details, List<String> lines) {
    if (details.contains("Could not find scores file")) {
      return failure(
          Cause.SCORES_MISSING,
          Step.SCORE,
          Program.PROGRAM,
          null,
          "The scoring program wrote neither scores.json nor scores.txt.",
          "The organiser corrects the scoring program. Write {\"column key\": number} to scores.json.",
          lines);
    }
    if (details.contains("Could not decode scores json")) {
      return failure(
          Cause.SCORES_INVALID,
          Step.SCORE,
          Program.PROGRAM,
          null,
          "The scoring program wrote a scores.json that is no JSON.",
          "The organiser corrects the scoring program.",
          lines);
    }
    if (ENGINE.matcher(details).find()) {
      return worker(Step.SCORE, details);
    }
    var exit = EXIT_CODE.matcher(details);
    if (exit.find()) {
      int code = Integer.parseInt(exit.group(1));
      return neverStarted(code, lines) ? notStarted(Step.SCORE) : scorerFailed(code, lines);
    }
    if (details.startsWith("Child task failed") || details.startsWith("program_rc=None")) {
      return failure(
          Cause.SCORING_PROGRAM_UNUSABLE,
          Step.SCORE,
          Program.PROGRAM,
          null,
          "The scoring program could not be run.",
          "The organiser checks the scoring program's metadata.yaml and its command.",
          List.of(shown(details)));
    }
    return worker(Step.SCORE, details);
  }

  private static Failure scorerFailed(int code, List<String> lines) {
    return code == DATA_ERROR
        ? failure(
            Cause.SUBMISSION_REFUSED,
            Step.SCORE,
            Program.PROGRAM,
            code,
            "The scoring program cannot score what was submitted (exit code 65).",
            "Correct what its last lines name, and submit again.",
            lines)
        : failure(
            Cause.SCORING_PROGRAM_FAILED,
            Step.SCORE,
            Program.PROGRAM,
            code,
            "The scoring program failed (exit code %d).".formatted(code),
            "If its last lines complain about the submission's files, correct those and submit again;"
                + " otherwise the organiser has to correct the scoring program or its data.",
            lines);
  }

  private static Failure prediction(String details) {
    if (details.contains("already contains a metadata file")) {
      return failure(
          Cause.SUBMISSION_PROGRAM_FAILED,
          Step.PREDICT,
          Program.PROGRAM,
          null,
          "The submission wrote a file called metadata into its output, a name that the worker needs.",
          "Write to a file of another name.",
          List.of());
    }
    if (details.contains("Bad or empty zip file")) {
      return failure(
          Cause.SUBMISSION_UNREADABLE,
          Step.PREDICT,
          null,
          null,
          "The worker could not unpack what was submitted, or a program or data of the task.",
          "Send a zip that other tools can unpack too.",
          List.of());
    }
    return worker(Step.PREDICT, details);
  }

  /**
   * Whether a container was never started: the worker goes on as if its program had failed.
   *
   * @param lines of its log; a program that printed anything did run
   */
  static boolean neverStarted(@Nullable Integer code, List<String> lines) {
    return code != null && code == NOT_STARTED && lines.isEmpty();
  }

  static Failure notStarted(Step step) {
    return worker(step, "its container engine could not start the container (exit code 128).");
  }

  /** The step went on without its ingestion program, as if it had been there. */
  static Failure notRun() {
    return worker(
        Step.PREDICT,
        "its container engine did not run the ingestion program. A container of an earlier run may be"
            + " in the way.");
  }

  /** It did not carry the step out, in these words. */
  static Failure worker(Step step, String details) {
    return failure(
        Cause.WORKER_FAILED,
        step,
        null,
        null,
        "The worker could not carry out the step: " + shown(details),
        "Nothing is wrong with the submission: it is tried again. The worker's owner finds more in"
            + " its log.",
        List.of());
  }

  /**
   * A program of the prediction step that ended badly. Scoring is tried all the same, since scorers
   * exist that score missing predictions; if it fails, this is why.
   *
   * @param ingestionLines the last lines of the ingestion program's errors
   * @return null if nothing is suspicious
   */
  static @Nullable Failure suspect(
      ExitCodes codes, List<String> programLines, List<String> ingestionLines) {
    var program = codes.program();
    if (program != null && program != 0) {
      return failure(
          Cause.SUBMISSION_PROGRAM_FAILED,
          Step.PREDICT,
          Program.PROGRAM,
          program,
          "The submission's program failed in the prediction step (exit code %d)."
              .formatted(program),
          "Correct the error that the last lines of its log show, and submit again.",
          programLines);
    }
    var ingestion = codes.ingestion();
    if (ingestion == null || ingestion == 0) {
      return null;
    }
    boolean theirs =
        ingestion == DATA_ERROR
            || ingestionLines.stream().anyMatch(line -> line.contains("/app/ingested_program"));
    return theirs
        ? failure(
            Cause.SUBMISSION_PROGRAM_FAILED,
            Step.PREDICT,
            Program.INGESTION,
            ingestion,
            "The ingestion program failed in the prediction step (exit code %d) in the submission's own code."
                .formatted(ingestion),
            "Correct the error that the last lines of the log show, and submit again.",
            ingestionLines)
        : failure(
            Cause.INGESTION_PROGRAM_FAILED,
            Step.PREDICT,
            Program.INGESTION,
            ingestion,
            "The ingestion program failed in the prediction step (exit code %d); its last lines do not show the submission's files."
                .formatted(ingestion),
            "If they complain about the submission, correct that and submit again; otherwise the"
                + " organiser has to correct the ingestion program.",
            ingestionLines);
  }

  /** What the prediction step wrote is more than the site takes. */
  static Failure outputTooLarge(long most) {
    return failure(
        Cause.PREDICTION_OUTPUT_LIMIT,
        Step.PREDICT,
        Program.PROGRAM,
        null,
        "The prediction step wrote more than the site takes: packed, its output has more than %,d bytes."
            .formatted(most),
        "Write less to /app/output; /tmp is the place for temporary files.",
        List.of());
  }

  static Failure failure(
      Cause cause,
      Step step,
      @Nullable Program program,
      @Nullable Integer exitCode,
      String message,
      String fix,
      List<String> lines) {
    Fault fault = cause.fault();
    return new Failure(cause, fault, step, program, exitCode, message, fix, lines);
  }

  /** As much of a text of somebody else's as is shown. */
  static String shown(String text) {
    var clean = text.replace('\0', '\uFFFD').strip();
    return clean.length() <= MOST_TEXT ? clean : clean.substring(0, MOST_TEXT) + "…";
  }
}

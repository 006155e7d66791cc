package dev.assay.server.codabench;

import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.util.List;
import java.util.Locale;

/** What a worker may put, by the names that the message gives the links. */
enum Slot {
  PREDICTION_RESULT,
  SCORING_RESULT,
  DETAILED_RESULTS_URL,
  PREDICTION_STDOUT,
  PREDICTION_STDERR,
  PREDICTION_INGESTION_STDOUT,
  PREDICTION_INGESTION_STDERR,
  SCORING_STDOUT,
  SCORING_STDERR,
  SCORING_INGESTION_STDOUT,
  SCORING_INGESTION_STDERR;

  /** As in the message, and in the database. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In a sentence. */
  String label() {
    return key().replace("_url", "").replace('_', ' ');
  }

  /** Where the log of a program is put. */
  static Slot log(Step step, Program program, boolean stderr) {
    return valueOf(
        (step == Step.PREDICT ? "PREDICTION_" : "SCORING_")
            + (program == Program.INGESTION ? "INGESTION_" : "")
            + (stderr ? "STDERR" : "STDOUT"));
  }

  /** The stream that is put here. */
  static LogStream stream(Step step, Program program, boolean stderr) {
    return LogStream.of(step, program, stderr);
  }

  /** What the worker of a step may put. */
  static List<Slot> of(Step step, boolean detailedResults) {
    return List.of(values()).stream()
        .filter(slot -> slot.belongsTo(step))
        .filter(slot -> slot != DETAILED_RESULTS_URL || detailedResults)
        .toList();
  }

  private boolean belongsTo(Step step) {
    return name().startsWith("PREDICTION_") == (step == Step.PREDICT);
  }
}

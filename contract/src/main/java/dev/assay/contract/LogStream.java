package dev.assay.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One output stream of one container of a run; its name is stored and shown, so it never changes.
 */
public enum LogStream {
  PREDICT_PROGRAM_STDOUT(Step.PREDICT, Program.PROGRAM),
  PREDICT_PROGRAM_STDERR(Step.PREDICT, Program.PROGRAM),
  PREDICT_INGESTION_STDOUT(Step.PREDICT, Program.INGESTION),
  PREDICT_INGESTION_STDERR(Step.PREDICT, Program.INGESTION),
  SCORE_PROGRAM_STDOUT(Step.SCORE, Program.PROGRAM),
  SCORE_PROGRAM_STDERR(Step.SCORE, Program.PROGRAM),
  SCORE_INGESTION_STDOUT(Step.SCORE, Program.INGESTION),
  SCORE_INGESTION_STDERR(Step.SCORE, Program.INGESTION),
  /** What the worker itself says of the attempt: fetching, image, limits. */
  WORKER(null, null);

  private final @Nullable Step step;
  private final @Nullable Program program;

  LogStream(@Nullable Step step, @Nullable Program program) {
    this.step = step;
    this.program = program;
  }

  /** Null for {@link #WORKER}. */
  public @Nullable Step step() {
    return step;
  }

  /** Null for {@link #WORKER}. */
  public @Nullable Program program() {
    return program;
  }

  /** As shown and used in links: {@code predict.program.stdout}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** Where a program writes in a step. */
  public static LogStream of(Step step, Program program, boolean stderr) {
    return valueOf(step + "_" + program + (stderr ? "_STDERR" : "_STDOUT"));
  }
}

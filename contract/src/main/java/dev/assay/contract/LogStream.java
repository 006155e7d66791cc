package dev.assay.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One output stream of one container of a run; its name is stored and shown, so it never changes.
 */
public enum LogStream {
  PREDICT_PROGRAM_STDOUT(Step.PREDICT, Program.PROGRAM, false),
  PREDICT_PROGRAM_STDERR(Step.PREDICT, Program.PROGRAM, true),
  PREDICT_INGESTION_STDOUT(Step.PREDICT, Program.INGESTION, false),
  PREDICT_INGESTION_STDERR(Step.PREDICT, Program.INGESTION, true),
  SCORE_PROGRAM_STDOUT(Step.SCORE, Program.PROGRAM, false),
  SCORE_PROGRAM_STDERR(Step.SCORE, Program.PROGRAM, true),
  SCORE_INGESTION_STDOUT(Step.SCORE, Program.INGESTION, false),
  SCORE_INGESTION_STDERR(Step.SCORE, Program.INGESTION, true),
  /** What the worker itself says of the attempt: fetching, image, limits. */
  WORKER(null, null, false);

  private final @Nullable Step step;
  private final @Nullable Program program;
  private final boolean stderr;

  LogStream(@Nullable Step step, @Nullable Program program, boolean stderr) {
    this.step = step;
    this.program = program;
    this.stderr = stderr;
  }

  /** Null for {@link #WORKER}. */
  public @Nullable Step step() {
    return step;
  }

  /** Null for {@link #WORKER}. */
  public @Nullable Program program() {
    return program;
  }

  public boolean isStderr() {
    return stderr;
  }

  /** As shown and used in links: {@code predict.program.stdout}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  public static LogStream of(Step step, Program program, boolean stderr) {
    return valueOf(step + "_" + program + (stderr ? "_STDERR" : "_STDOUT"));
  }
}

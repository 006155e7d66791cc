package dev.assay.runner;

import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.contract.Step;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears of a run while it goes on. Called from several threads, for one stream from one at a time.
 */
public interface RunListener {

  /** What begins now; the step is null outside the steps. */
  default void activity(Activity activity, @Nullable Step step) {}

  /** Which image is used and its content id. */
  default void image(String used, String digest) {}

  /** The engine cannot hand out the graphics processors of the plan. */
  default void gpusRefused() {}

  /**
   * Bytes of a log, in order within their stream; the array belongs to the caller again on return.
   */
  default void log(LogStream stream, byte[] bytes, int offset, int length) {}

  /**
   * What the prediction step left: complete, and untouched until the outcome is closed.
   *
   * @param steps what ran so far
   */
  default void predictions(Path folder, List<StepReport> steps) {}
}

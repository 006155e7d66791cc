package dev.assay.benchmarks;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The last line of a benchmark, said once, also when the process is ended from outside. */
final class ClosingLine {
  private final String benchmark;
  private final Consumer<String> say;
  private final AtomicBoolean said = new AtomicBoolean();

  ClosingLine(String benchmark, Consumer<String> say) {
    this.benchmark = benchmark;
    this.say = say;
  }

  /** False if it was said before. */
  boolean is(String line) {
    boolean isFirst = !said.getAndSet(true);
    if (isFirst) {
      say.accept(line);
    }
    return isFirst;
  }

  /** The process ends, whoever wanted that. */
  boolean isEnded() {
    return is(
        benchmark
            + ": broken off: the process was ended before its time, by a signal or by what it runs");
  }
}

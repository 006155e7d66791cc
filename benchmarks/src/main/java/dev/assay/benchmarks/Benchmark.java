package dev.assay.benchmarks;

import java.io.IOException;
import java.util.Map;

/** One thing that is measured. */
interface Benchmark {

  String name();

  /** One sentence: what is compared with what. */
  String summary();

  /**
   * Measures, saying on standard error how far it is.
   *
   * @param options given as {@code --name=value}
   * @return the closing line
   */
  String run(Map<String, String> options) throws IOException, InterruptedException;

  /** Whether the closing line says what was hoped for; a measurement is good whatever it says. */
  default boolean isGood(String closingLine) {
    return true;
  }
}

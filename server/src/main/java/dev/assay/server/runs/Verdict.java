package dev.assay.server.runs;

import dev.assay.contract.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the end of an attempt means for its evaluation. */
sealed interface Verdict {

  record Scored(Map<String, BigDecimal> scores, List<String> warnings) implements Verdict {}

  record Failed(Failure failure, List<String> warnings) implements Verdict {}

  record Cancelled() implements Verdict {}

  /**
   * Back to its old place.
   *
   * @param counts whether it was the platform's fault, which is not tried for ever
   */
  record QueuedAgain(boolean counts) implements Verdict {}
}

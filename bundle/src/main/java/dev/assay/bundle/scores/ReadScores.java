package dev.assay.bundle.scores;

import dev.assay.bundle.Finding;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of one run, all or none of them.
 *
 * @param scores in the order of the file, with at most ten decimals; empty if there is an error
 */
public record ReadScores(Map<String, BigDecimal> scores, List<Finding> findings) {
  public ReadScores {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    findings = List.copyOf(findings);
    if (!scores.isEmpty() && findings.stream().anyMatch(Finding::isError)) {
      throw new IllegalArgumentException("scores beside an error: " + findings);
    }
  }

  /** Whether the scores count; if not, an error among the findings says why. */
  public boolean isUsable() {
    return findings.stream().noneMatch(Finding::isError);
  }
}

package dev.assay.bundle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects findings in the order they are made.
 *
 * <p>A hostile bundle can repeat one fault a million times, so each cause is kept a limited number
 * of times and the rest counted; the first error of a cause is always kept.
 */
public final class Findings {
  private static final int KEPT_PER_CODE = 50;

  private final List<Finding> kept = new ArrayList<>();
  private final Map<FindingCode, Integer> seen = new EnumMap<>(FindingCode.class);
  private boolean hasErrors;

  /** Adds one finding; the same at the same place is said once. */
  public void add(Finding finding) {
    if (kept.contains(finding)) {
      return;
    }
    int count = seen.merge(finding.code(), 1, Integer::sum);
    boolean firstError = finding.isError() && !hasErrors;
    hasErrors |= finding.isError();
    if (count <= KEPT_PER_CODE || firstError) {
      kept.add(finding);
    }
  }

  /** Adds several findings. */
  public void addAll(Iterable<Finding> findings) {
    findings.forEach(this::add);
  }

  /** Whether one of them stops the creation. */
  public boolean hasErrors() {
    return hasErrors;
  }

  /** What was found, with one line for each cause that was seen too often to list. */
  public List<Finding> list() {
    List<Finding> all = new ArrayList<>(kept);
    seen.forEach(
        (code, count) -> {
          long more = count - kept.stream().filter(finding -> finding.code() == code).count();
          if (more > 0) {
            all.add(
                Finding.of(code, Place.nowhere(), more + " more of the same kind.")
                    .as(Severity.INFO));
          }
        });
    return List.copyOf(all);
  }
}

package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import java.util.List;

/**
 * What became of an archive.
 *
 * @param files regular files written
 * @param bytes written in all
 */
public record Unpacked(List<Finding> findings, long files, long bytes) {
  public Unpacked {
    findings = List.copyOf(findings);
  }

  /** Whether the target folder exists now; if not, an error among the findings says why. */
  public boolean isComplete() {
    return findings.stream().noneMatch(Finding::isError);
  }
}

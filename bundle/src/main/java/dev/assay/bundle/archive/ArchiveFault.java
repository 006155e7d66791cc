package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import java.io.IOException;

/** An archive turned out to be damaged or hostile while it was read; the finding says how. */
public final class ArchiveFault extends IOException {
  private static final long serialVersionUID = 1L;
  private final transient Finding finding;

  ArchiveFault(Finding finding) {
    super(finding.message());
    this.finding = finding;
  }

  /** What to tell the one who made the archive. */
  public Finding finding() {
    return finding;
  }
}

package dev.assay.server.web;

import java.util.List;

/** What a check found, grouped by file. */
public record CheckReport(List<FileFindings> files) {

  /** The findings about one file; an empty name stands for the archive as a whole. */
  public record FileFindings(String file, List<Finding> findings) {

    public FileFindings {
      findings = List.copyOf(findings);
    }
  }

  public CheckReport {
    files = List.copyOf(files);
  }

  /** A report without findings. */
  public static CheckReport clean() {
    return new CheckReport(List.of());
  }

  /** How many findings stand in the way. */
  public long errors() {
    return count(Finding.Severity.ERROR);
  }

  /** How many findings are worth a look. */
  public long warnings() {
    return count(Finding.Severity.WARNING);
  }

  private long count(Finding.Severity severity) {
    return files.stream()
        .flatMap(file -> file.findings().stream())
        .filter(finding -> finding.severity() == severity)
        .count();
  }
}

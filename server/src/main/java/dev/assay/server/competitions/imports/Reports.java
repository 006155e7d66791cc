package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.server.web.CheckReport;
import dev.assay.server.web.CheckReport.FileFindings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** Turns what the check found into what the page shows: grouped by file, errors first. */
public final class Reports {
  private Reports() {}

  /** A report of these findings, in whatever order they come. */
  public static CheckReport of(List<Finding> findings) {
    var byFile = new LinkedHashMap<String, List<dev.assay.server.web.Finding>>();
    findings.stream()
        .sorted((a, b) -> a.severity().compareTo(b.severity()))
        .forEach(
            finding ->
                byFile
                    .computeIfAbsent(
                        Objects.requireNonNullElse(finding.place().file(), ""),
                        _ -> new ArrayList<>())
                    .add(shown(finding)));
    return new CheckReport(
        byFile.entrySet().stream()
            .map(file -> new FileFindings(file.getKey(), file.getValue()))
            .toList());
  }

  private static dev.assay.server.web.Finding shown(Finding finding) {
    return new dev.assay.server.web.Finding(
        switch (finding.severity()) {
          case ERROR -> dev.assay.server.web.Finding.Severity.ERROR;
          case WARNING -> dev.assay.server.web.Finding.Severity.WARNING;
          case INFO -> dev.assay.server.web.Finding.Severity.NOTE;
        },
        finding.code().text(),
        finding.message(),
        finding.place().text(),
        finding.place().quote(),
        Objects.requireNonNullElse(finding.fix(), ""));
  }
}

package dev.assay.bundle.lint;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingJson;
import dev.assay.bundle.FindingText;
import dev.assay.bundle.Severity;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What came out of checking a bundle. */
public record LintReport(String bundle, List<Finding> findings, Duration elapsed) {
  public LintReport {
    findings = List.copyOf(findings);
  }

  /** What would become of the bundle. */
  public enum Verdict {
    IMPORTS,
    IMPORTS_WITH_WARNINGS,
    REFUSED
  }

  /** What a site would do with the bundle. */
  public Verdict verdict() {
    if (count(Severity.ERROR) > 0) {
      return Verdict.REFUSED;
    }
    return count(Severity.WARNING) > 0 ? Verdict.IMPORTS_WITH_WARNINGS : Verdict.IMPORTS;
  }

  /** Whether a site would take it, with warnings or without. */
  public boolean isAccepted() {
    return verdict() != Verdict.REFUSED;
  }

  /** How many findings there are of a severity. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** The report for people, ended by a line with the verdict. */
  public String text() {
    String details = FindingText.render(findings);
    return details + (details.isEmpty() ? "" : "\n") + summary() + "\n";
  }

  /** The verdict on one line. */
  public String summary() {
    String verdict =
        switch (verdict()) {
          case IMPORTS -> "can be imported";
          case IMPORTS_WITH_WARNINGS -> "can be imported, with warnings";
          case REFUSED -> "cannot be imported";
        };
    return "%s %s: %s, %s, %s (%d ms)"
        .formatted(
            bundle,
            verdict,
            counted(Severity.ERROR, "error"),
            counted(Severity.WARNING, "warning"),
            counted(Severity.INFO, "remark"),
            elapsed.toMillis());
  }

  private String counted(Severity severity, String word) {
    long count = count(severity);
    return count + " " + word + (count == 1 ? "" : "s");
  }

  /** The report for programs. */
  public String json() {
    var mapper = JsonMapper.builder().build();
    ObjectNode report = mapper.createObjectNode();
    report.put("bundle", bundle);
    report.put("accepted", isAccepted());
    report.put("errors", count(Severity.ERROR));
    report.put("warnings", count(Severity.WARNING));
    report.put("elapsedMillis", elapsed.toMillis());
    report.set("findings", FindingJson.array(findings));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }
}

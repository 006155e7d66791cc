package dev.assay.bundle;

/**
 * How much a finding weighs: an error stops the import, a warning imports with a visible deviation.
 */
public enum Severity {
  ERROR,
  WARNING,
  INFO;

  /** The word used in reports and JSON. */
  public String word() {
    return switch (this) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "info";
    };
  }
}

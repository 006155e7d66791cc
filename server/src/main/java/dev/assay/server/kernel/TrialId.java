package dev.assay.server.kernel;

/** Identity of a row of its table. */
public record TrialId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}

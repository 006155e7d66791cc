package dev.assay.server.competitions.changes;

/** Identity of a plan. */
public record ChangeId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}

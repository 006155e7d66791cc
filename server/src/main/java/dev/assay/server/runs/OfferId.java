package dev.assay.server.runs;

/** Identity of a row of its table. */
public record OfferId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}

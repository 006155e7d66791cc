package dev.assay.server.runs;

/** Identity of a row of {@code rerun}. */
public record RerunId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}

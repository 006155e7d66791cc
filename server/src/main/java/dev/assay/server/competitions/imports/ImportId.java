package dev.assay.server.competitions.imports;

/** Identity of an import; also the name of its task's instance. */
public record ImportId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}

package dev.assay.server.competitions.editor;

/** Identity of a draft. */
record DraftId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}

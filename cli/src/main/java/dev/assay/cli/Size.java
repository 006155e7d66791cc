package dev.assay.cli;

/** A number of bytes. */
record Size(long bytes) {
  Size {
    if (bytes < 0) {
      throw new IllegalArgumentException("A size is not negative, got " + bytes);
    }
  }
}

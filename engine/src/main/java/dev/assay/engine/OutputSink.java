package dev.assay.engine;

/**
 * Takes what a program writes, in the order it was written to each stream. Called by one thread at
 * a time.
 */
@FunctionalInterface
public interface OutputSink {

  /** One of a program's two output streams. */
  enum Stream {
    STDOUT,
    STDERR
  }

  /** Takes {@code length} bytes; the array belongs to the caller again on return. */
  void write(Stream stream, byte[] bytes, int offset, int length);
}

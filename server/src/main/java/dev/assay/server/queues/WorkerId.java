package dev.assay.server.queues;

/** One start of a compute worker. */
public record WorkerId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}

package dev.assay.worker;

/** A Codabench site does not answer, or does not want to hear of this run any more. */
final class ForeignFailed extends Exception {
  private static final long serialVersionUID = 1L;

  ForeignFailed(String message) {
    super(message);
  }

  ForeignFailed(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.assay.worker;

/** A Codabench site does not answer, or does not want to hear of this run any more. */
final class ForeignFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isPassing;

  private ForeignFailed(String message, boolean isPassing) {
    super(message);
    this.isPassing = isPassing;
  }

  /** It refuses: to try again, here or elsewhere, is of no use. */
  static ForeignFailed refused(String message) {
    return new ForeignFailed(message, false);
  }

  /** It cannot be reached, or is in trouble: later, or from elsewhere, it may work. */
  static ForeignFailed unreachable(String message) {
    return new ForeignFailed(message, true);
  }

  boolean isPassing() {
    return isPassing;
  }
}

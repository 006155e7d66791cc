package dev.assay.worker;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;

/** A file of a run could not be made ready; says what the run fails with. */
final class FetchFailed extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  private FetchFailed(Cause cause, String message, String fix) {
    super(message);
    this.failure = Failure.outsideSteps(cause, message, fix);
  }

  /** The bytes could not be had. */
  static FetchFailed storage(String message) {
    return new FetchFailed(
        Cause.STORAGE_FAILED,
        message,
        "Nothing is wrong with the submission: it is tried again. If it goes on, the operator looks"
            + " at the site's storage and at this worker's network.");
  }

  /** The bytes are what the site has, but cannot be unpacked. */
  static FetchFailed unreadable(boolean submission, String message, String fix) {
    return new FetchFailed(
        submission ? Cause.SUBMISSION_UNREADABLE : Cause.TASK_DATA_UNREADABLE, message, fix);
  }

  Failure failure() {
    return failure;
  }
}

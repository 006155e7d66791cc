package dev.assay.runner;

import dev.assay.contract.Failure;

/** Ends a run from within a step; caught at the boundary of the run only. */
final class RunFailed extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  RunFailed(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}

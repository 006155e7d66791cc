package dev.assay.server.submissions;

import java.util.Locale;

/** Where a submission stands as a whole; each evaluation has a state of its own. */
enum SubmissionState {
  SUBMITTED,
  RUNNING,
  FINISHED,
  FAILED,
  CANCELLED;

  boolean isFinal() {
    return this == FINISHED || this == FAILED || this == CANCELLED;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SubmissionState of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}

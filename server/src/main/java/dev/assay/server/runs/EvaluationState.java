package dev.assay.server.runs;

import java.util.Locale;

/** Where an evaluation stands. */
enum EvaluationState {
  /** Waits in its queue for a worker. */
  QUEUED,
  /** Waits until an organiser lets its phase's scoring go on. */
  PAUSED,
  /** A worker holds it, until it reports or its lease ends. */
  LEASED,
  SCORED,
  FAILED,
  CANCELLED;

  /** Whether nothing follows it. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, PAUSED, LEASED -> false;
      case SCORED, FAILED, CANCELLED -> true;
    };
  }

  String sql() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EvaluationState ofSql(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}

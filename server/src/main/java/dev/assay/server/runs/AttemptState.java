package dev.assay.server.runs;

import java.util.Locale;

/** Where an attempt stands; all but {@link #ACTIVE} are final. */
enum AttemptState {
  /** A worker holds its lease. */
  ACTIVE,
  SCORED,
  FAILED,
  CANCELLED,
  /** The lease ended without a word. */
  LOST,
  /** The worker gave it back. */
  RELEASED;

  String sql() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AttemptState ofSql(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** Whether a worker reported this end as a result. */
  boolean isReported() {
    return switch (this) {
      case SCORED, FAILED, CANCELLED -> true;
      case ACTIVE, LOST, RELEASED -> false;
    };
  }
}

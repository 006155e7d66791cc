package dev.assay.server.submissions;

import dev.assay.server.submissions.Intake.Outcome;
import dev.assay.server.submissions.Intake.Reason;
import dev.assay.server.web.Finding;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Refused uploads, as statuses, JSON and findings. */
final class Refusals {
  private Refusals() {}

  static HttpStatus status(Reason reason) {
    return switch (reason) {
      case NOT_ALLOWED, CLOSED -> HttpStatus.FORBIDDEN;
      case LIMIT -> HttpStatus.TOO_MANY_REQUESTS;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case UNREADABLE, ANSWERS -> HttpStatus.UNPROCESSABLE_CONTENT;
    };
  }

  static Map<String, Object> body(Outcome.Refused refused) {
    return Map.of("error", refused.message(), "findings", findings(refused));
  }

  static List<Finding> findings(Outcome.Refused refused) {
    if (refused.findings().isEmpty()) {
      return List.of(Finding.error(refused.message(), ""));
    }
    return refused.findings().stream().map(Refusals::finding).toList();
  }

  private static Finding finding(dev.assay.bundle.Finding found) {
    return new Finding(
        Finding.Severity.ERROR,
        found.code().text(),
        found.message(),
        found.place().text(),
        found.place().quote(),
        found.fix() == null ? "" : found.fix());
  }
}

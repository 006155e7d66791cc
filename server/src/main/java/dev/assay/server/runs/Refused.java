package dev.assay.server.runs;

import dev.assay.contract.Refusal;
import org.springframework.http.HttpStatus;

/** A worker's call that is answered with a 4xx. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient Refusal refusal;

  private Refused(HttpStatus status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.refusal = new Refusal(code, message);
  }

  static Refused tokenUnknown() {
    return new Refused(
        HttpStatus.UNAUTHORIZED,
        "token-unknown",
        "This worker token is missing, unknown or revoked. Get one from the queue's page and pass it"
            + " as Authorization: Bearer <token>.");
  }

  static Refused offerOver() {
    return new Refused(
        HttpStatus.GONE,
        "offer-over",
        "This message is of no use any more: somebody else has the run, or it was cancelled. Drop"
            + " it; what still waits is offered anew.");
  }

  static Refused leaseLost() {
    return new Refused(
        HttpStatus.CONFLICT,
        "lease-lost",
        "This attempt is no longer yours: its lease ended, or it never was. Stop its containers;"
            + " another worker does it.");
  }

  static Refused malformed(String why) {
    return new Refused(HttpStatus.BAD_REQUEST, "malformed", why);
  }

  static Refused tooLarge(String why) {
    return new Refused(HttpStatus.CONTENT_TOO_LARGE, "too-large", why);
  }

  HttpStatus status() {
    return status;
  }

  Refusal refusal() {
    return refusal;
  }
}

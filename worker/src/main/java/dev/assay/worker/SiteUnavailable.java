package dev.assay.worker;

/** The site did not answer, or said that it cannot just now: worth another try. */
final class SiteUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  SiteUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  SiteUnavailable(String message) {
    super(message);
  }
}

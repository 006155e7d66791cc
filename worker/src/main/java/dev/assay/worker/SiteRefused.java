package dev.assay.worker;

import dev.assay.contract.Refusal;

/** The site understood and refuses: asking again changes nothing. */
final class SiteRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  SiteRefused(int status, Refusal refusal) {
    super("%s (%s, HTTP %d)".formatted(refusal.message(), refusal.code(), status));
    this.status = status;
  }

  /** Whether the site does not accept the worker's token. */
  boolean isAboutTheToken() {
    return status == 401 || status == 403;
  }
}

package dev.assay.server.web;

/** Response headers that the pages are made for. */
public final class SiteHeaders {

  /** No inline script or style, no foreign host: the pages need nothing more. */
  public static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "frame-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private SiteHeaders() {}
}

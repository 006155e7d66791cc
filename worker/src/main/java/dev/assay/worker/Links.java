package dev.assay.worker;

import java.net.URI;

/** Addresses that a site names, and what a status says about trying again. */
final class Links {
  private Links() {}

  /** A link as it is, or below the site's address, which may have a path of its own. */
  static URI below(URI site, String link) {
    if (link.startsWith("http://") || link.startsWith("https://")) {
      return URI.create(link);
    }
    var base = site.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + (link.startsWith("/") ? link : "/" + link));
  }

  /** Whether the same request may well succeed later. */
  static boolean isPassing(int status) {
    return status >= 500 || status == 408 || status == 425 || status == 429;
  }
}

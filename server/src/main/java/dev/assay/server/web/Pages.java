package dev.assay.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/** Reads from the request what the layout shows: who is there, the CSRF token, the time. */
final class Pages {

  private final Clock clock;
  private final Assets assets;
  private final CurrentViewer viewers;

  Pages(Clock clock, Assets assets, CurrentViewer viewers) {
    this.clock = clock;
    this.assets = assets;
    this.viewers = viewers;
  }

  Page of(HttpServletRequest request) {
    return new Page(viewers.find().orElse(null), csrf(request), clock.instant(), assets);
  }

  /** For rendering outside a request, as in an event stream. */
  Page ofNobody() {
    return new Page(null, null, clock.instant(), assets);
  }

  private static @Nullable Csrf csrf(HttpServletRequest request) {
    if (!(request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)) {
      return null;
    }
    return new Csrf(token.getParameterName(), token.getHeaderName(), token.getToken());
  }
}

package dev.assay.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;

/**
 * Leads whoever has to be logged in to the form, and says so where what they sent was not done. A
 * page's script hears it by the status: it would take the form for its answer.
 */
final class LoginFirst implements AuthenticationEntryPoint {
  /** The parameter by which the form knows that something was sent in vain. */
  static final String INTERRUPTED = "interrupted";

  private final RedirectStrategy redirects = new DefaultRedirectStrategy();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (request.getHeader("HX-Request") != null
        || "fetch".equals(request.getHeader("X-Requested-With"))) {
      response.sendError(HttpStatus.UNAUTHORIZED.value());
    } else {
      var onlyLooks = request.getMethod().equals(HttpMethod.GET.name());
      redirects.sendRedirect(request, response, onlyLooks ? "/login" : "/login?" + INTERRUPTED);
    }
  }
}

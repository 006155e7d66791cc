package dev.assay.server.accounts;

import dev.assay.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Tells a form that was open for too long from what somebody may not do. */
final class OldForms implements AccessDeniedHandler {
  private static final String WHY =
      "The form had been open since before you logged in or out, so that nobody can tell whether it was you who sent it.";

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    if (denied instanceof CsrfException && !request.getRequestURI().startsWith("/api/")) {
      Refusal.because(request, WHY);
    }
    response.sendError(HttpStatus.FORBIDDEN.value());
  }
}

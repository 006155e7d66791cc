package dev.assay.server.accounts;

import dev.assay.contract.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * What a call of the API hears that would change something and has no token, nor the proof that it
 * comes from one of our pages. Mostly somebody's script in which the token was forgotten.
 */
final class UnprovenCall implements AccessDeniedHandler {
  static final String WORDS =
      "This call needs a token, sent as the header Authorization: Bearer TOKEN. You make one on your account page.";

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(Map.of("error", WORDS)));
  }
}

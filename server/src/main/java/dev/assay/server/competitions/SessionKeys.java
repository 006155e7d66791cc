package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Remembers presented keys in the session, so that the link with the key is opened once and every
 * later address, of any feature, does without it.
 */
@Component
final class SessionKeys implements PresentedKeys {

  @Override
  public boolean opens(CompetitionId competition, UUID key) {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)) {
      return false;
    }
    var session = now.getRequest().getSession(false);
    return session != null && key.toString().equals(session.getAttribute(name(competition)));
  }

  /** Keeps a key; whether it is right is asked each time, since keys may be changed. */
  void present(HttpServletRequest request, CompetitionId competition, UUID key) {
    request.getSession().setAttribute(name(competition), key.toString());
  }

  private static String name(CompetitionId competition) {
    return "competition-key-" + competition;
  }
}

package dev.assay.server.accounts;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * The log-in page once more, which keeps the user name and says what was wrong without saying which
 * half. It answers the form itself: what was typed gets into no address.
 */
final class LoginFailure implements AuthenticationFailureHandler {
  /** Where {@link AccountPages} shows the page. */
  static final String PAGE = "/login/refused";

  static final String WHY = "dev.assay.login.refused";

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    request.setAttribute(
        WHY,
        switch (failure) {
          case LockedException _ ->
              "Too many failed attempts. Wait ten minutes, or ask an administrator for a new password.";
          case DisabledException _ -> PasswordLogin.DISABLED;
          default ->
              "User name or password is wrong. Check both; after ten failed attempts the account rests for ten minutes.";
        });
    request.getRequestDispatcher(PAGE).forward(request, response);
  }
}

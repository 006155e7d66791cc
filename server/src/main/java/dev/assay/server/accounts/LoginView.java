package dev.assay.server.accounts;

import dev.assay.server.web.PageView;

/**
 * The form to log in; it posts {@code username} and {@code password} to {@code /login}.
 *
 * @param username what was typed before, or empty
 * @param error why it was refused, or empty
 * @param notice such as "You are logged out", or empty
 * @param maySignUp whether people may make an account themselves
 */
public record LoginView(String username, String error, String notice, boolean maySignUp)
    implements PageView {

  @Override
  public String template() {
    return "accounts/login";
  }

  @Override
  public String title() {
    return "Log in";
  }
}

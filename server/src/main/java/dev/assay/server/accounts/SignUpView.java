package dev.assay.server.accounts;

import dev.assay.server.web.PageView;
import java.util.Map;

/**
 * The form to make an account; it posts {@code username}, {@code email} and {@code password} to
 * {@code /sign-up}.
 *
 * @param errors by field, what is wrong and how to put it right
 * @param minimumPasswordLength as the help says
 */
public record SignUpView(
    String username, String email, Map<String, String> errors, int minimumPasswordLength)
    implements PageView {

  public SignUpView {
    errors = Map.copyOf(errors);
  }

  /** What is wrong with a field, or empty. */
  public String error(String field) {
    return errors.getOrDefault(field, "");
  }

  @Override
  public String template() {
    return "accounts/sign-up";
  }

  @Override
  public String title() {
    return "Sign up";
  }
}

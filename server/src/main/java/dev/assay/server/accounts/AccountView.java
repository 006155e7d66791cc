package dev.assay.server.accounts;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One's own account. Posts {@code name} to {@code /account/tokens} to make a token, {@code
 * /account/tokens/{id}/revoke} to end one, and {@code current} and {@code password} to {@code
 * /account/password}.
 *
 * @param isEmailConfirmed whether an administrator has said that the address is the account's
 * @param roles in words
 * @param errors by field ({@code name}, {@code current}, {@code password})
 * @param notice such as "Your password is changed", or empty
 */
public record AccountView(
    String username,
    String email,
    boolean isEmailConfirmed,
    List<String> roles,
    List<Token> tokens,
    Map<String, String> errors,
    String notice)
    implements PageView {

  /** A token, as far as the site still knows it. */
  public record Token(
      long id, String name, String begins, Instant made, @Nullable Instant lastUsed) {}

  public AccountView {
    roles = List.copyOf(roles);
    tokens = List.copyOf(tokens);
    errors = Map.copyOf(errors);
  }

  /** What is wrong with a field, or empty. */
  public String error(String field) {
    return errors.getOrDefault(field, "");
  }

  @Override
  public String template() {
    return "accounts/account";
  }

  @Override
  public String title() {
    return "Your account";
  }

  @Override
  public Section section() {
    return Section.ACCOUNT;
  }
}

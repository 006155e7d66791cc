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
 * /account/password}, {@code present} and {@code email} to {@code /account/email}, and nothing to
 * {@code /account/confirmation-link} for a link that confirms the address.
 *
 * @param isEmailConfirmed whether the address is known to be the account's
 * @param mayAskForLink whether a link to confirm the address can be sent
 * @param roles in words
 * @param errors by field ({@code name}, {@code current}, {@code password}, {@code present}, {@code
 *     email}), and {@code link}
 * @param typed what was typed into a form that was refused, by field; no passwords
 * @param notice such as "Your password is changed", or empty
 */
public record AccountView(
    String username,
    String email,
    boolean isEmailConfirmed,
    boolean mayAskForLink,
    List<String> roles,
    List<Token> tokens,
    Map<String, String> errors,
    Map<String, String> typed,
    String notice)
    implements PageView {

  /** A token, as far as the site still knows it. */
  public record Token(
      long id, String name, String begins, Instant made, @Nullable Instant lastUsed) {}

  public AccountView {
    roles = List.copyOf(roles);
    tokens = List.copyOf(tokens);
    errors = Map.copyOf(errors);
    typed = Map.copyOf(typed);
  }

  /** What is wrong with a field, or empty. */
  public String error(String field) {
    return errors.getOrDefault(field, "");
  }

  /** What was typed into a field, or empty. */
  public String typed(String field) {
    return typed.getOrDefault(field, "");
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

package dev.assay.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and tokens for scripts and the command line. */
@RestController
class AccountApi {
  private final Registration registration;
  private final PasswordLogin login;
  private final ApiTokens tokens;

  AccountApi(Registration registration, PasswordLogin login, ApiTokens tokens) {
    this.registration = registration;
    this.login = login;
    this.tokens = tokens;
  }

  record NewAccount(
      @Nullable String username,
      @Nullable String email,
      @Nullable String displayName,
      @Nullable String password) {}

  @PostMapping("/api/v1/accounts")
  ResponseEntity<Map<String, Object>> signUp(
      @RequestBody NewAccount wanted, HttpServletRequest request) {
    var outcome =
        registration.signUp(
            new Registration.SignUp(
                orEmpty(wanted.username()),
                wanted.email(),
                wanted.displayName(),
                orEmpty(wanted.password())),
            Sender.of(request));
    return switch (outcome) {
      case Registration.Registered.Welcome(var account) ->
          ResponseEntity.status(HttpStatus.CREATED)
              .body(Map.of("id", account.id().value(), "username", account.username()));
      case Registration.Registered.Refused(var problems) ->
          ResponseEntity.badRequest()
              .body(Map.of("error", "The account was not made.", "problems", problems));
    };
  }

  record Credentials(@Nullable String username, @Nullable String password, @Nullable String name) {}

  @PostMapping("/api/v1/tokens")
  ResponseEntity<Map<String, Object>> exchange(@RequestBody Credentials credentials) {
    try {
      return login
          .check(orEmpty(credentials.username()), orEmpty(credentials.password()))
          .map(account -> tokens.create(account.id(), orEmpty(credentials.name())))
          .map(
              token ->
                  ResponseEntity.status(HttpStatus.CREATED)
                      .body(Map.<String, Object>of("token", token.reveal())))
          .orElseGet(
              () ->
                  ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                      .body(Map.of("error", "User name or password is wrong.")));
    } catch (DisabledException e) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN)
          .body(Map.of("error", PasswordLogin.DISABLED));
    } catch (LockedException e) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
          .body(Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

package dev.assay.server.accounts;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What administrators say of other people's accounts, by script. */
@RestController
class AccountMarksApi {
  private final EmailConfirmation confirmation;
  private final AccountList accounts;
  private final CurrentAccount current;

  AccountMarksApi(EmailConfirmation confirmation, AccountList accounts, CurrentAccount current) {
    this.confirmation = confirmation;
    this.accounts = accounts;
    this.current = current;
  }

  /** The address is sent along, so that none is confirmed that the administrator did not mean. */
  record Confirmed(@Nullable String email) {}

  record Robot(@Nullable Boolean robot) {}

  /**
   * That an e-mail address is its account's. Anybody may sign up with anybody's, so that by itself
   * an address gives no rights.
   */
  @PutMapping("/api/v1/accounts/{username}/confirmed-email")
  ResponseEntity<Map<String, Object>> confirm(
      @PathVariable String username, @RequestBody Confirmed wanted) {
    current.requireAdministrator();
    var email = wanted.email() == null ? "" : wanted.email().strip();
    if (email.isEmpty()) {
      return error(
          HttpStatus.BAD_REQUEST,
          "Send {\"email\": \"ada@example.org\"}, the address that is theirs.");
    }
    return confirmation.confirm(username, email)
        ? ResponseEntity.ok(Map.of("username", username, "email", email))
        : error(
            HttpStatus.NOT_FOUND,
            "No account is called %s and has the address %s: ask its owner for both."
                .formatted(username, email));
  }

  /**
   * Whether an account is a program's, which gets nothing by it but in competitions that allow
   * robots.
   */
  @PutMapping("/api/v1/accounts/{username}/robot")
  ResponseEntity<Map<String, Object>> markRobot(
      @PathVariable String username, @RequestBody Robot wanted) {
    current.requireAdministrator();
    if (wanted.robot() == null) {
      return error(HttpStatus.BAD_REQUEST, "Send {\"robot\": true} or false.");
    }
    return accounts.markRobot(username, wanted.robot())
        ? ResponseEntity.ok(Map.of("username", username, "robot", wanted.robot()))
        : error(HttpStatus.NOT_FOUND, "There is no account called " + username + ".");
  }

  private static ResponseEntity<Map<String, Object>> error(HttpStatus status, String message) {
    return ResponseEntity.status(status).body(Map.of("error", message));
  }
}

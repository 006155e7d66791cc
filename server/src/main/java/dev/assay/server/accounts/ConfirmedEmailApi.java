package dev.assay.server.accounts;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where administrators say that an e-mail address is its account's. Anybody may sign up with
 * anybody's, so that by itself an address gives no rights.
 */
@RestController
class ConfirmedEmailApi {
  private final EmailConfirmation confirmation;
  private final CurrentAccount current;

  ConfirmedEmailApi(EmailConfirmation confirmation, CurrentAccount current) {
    this.confirmation = confirmation;
    this.current = current;
  }

  /** The address is sent along, so that none is confirmed that the administrator did not mean. */
  record Confirmed(@Nullable String email) {}

  @PutMapping("/api/v1/accounts/{username}/confirmed-email")
  ResponseEntity<Map<String, Object>> confirm(
      @PathVariable String username, @RequestBody Confirmed wanted) {
    if (!current.require().isAdministrator()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).body(error("There is no such address."));
    }
    var email = wanted.email() == null ? "" : wanted.email().strip();
    if (email.isEmpty()) {
      return ResponseEntity.badRequest()
          .body(error("Send {\"email\": \"ada@example.org\"}, the address that is theirs."));
    }
    return confirmation.confirm(username, email)
        ? ResponseEntity.ok(Map.of("username", username, "email", email))
        : ResponseEntity.status(HttpStatus.NOT_FOUND)
            .body(
                error(
                    "No account is called %s and has the address %s: ask its owner for both."
                        .formatted(username, email)));
  }

  private static Map<String, Object> error(String message) {
    return Map.of("error", message);
  }
}

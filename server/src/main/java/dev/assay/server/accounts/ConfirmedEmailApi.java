package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
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
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final CurrentAccount current;
  private final ObjectProvider<AddressConfirmations> followers;
  private final Clock clock;

  ConfirmedEmailApi(
      JdbcClient jdbc,
      TransactionOperations transactions,
      CurrentAccount current,
      ObjectProvider<AddressConfirmations> followers,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.current = current;
    this.followers = followers;
    this.clock = clock;
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
    var confirmed = transactions.execute(_ -> confirmed(username, email));
    return confirmed
        ? ResponseEntity.ok(Map.of("username", username, "email", email))
        : ResponseEntity.status(HttpStatus.NOT_FOUND)
            .body(
                error(
                    "No account is called %s and has the address %s: ask its owner for both."
                        .formatted(username, email)));
  }

  private boolean confirmed(String username, String email) {
    Optional<AccountId> account =
        jdbc.sql(
                """
                update account set email_confirmed_at = coalesce(email_confirmed_at, :now)
                 where lower(username) = lower(:name) and lower(email) = lower(:email)
                returning id
                """)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("name", username)
            .param("email", email)
            .query((row, _) -> new AccountId(row.getLong(1)))
            .optional();
    account.ifPresent(id -> followers.forEach(one -> one.confirmed(id)));
    return account.isPresent();
  }

  private static Map<String, Object> error(String message) {
    return Map.of("error", message);
  }
}

package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Notes that an e-mail address is its account's, with what follows from that. */
@Component
class EmailConfirmation {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final ObjectProvider<AddressConfirmations> followers;
  private final Clock clock;

  EmailConfirmation(
      JdbcClient jdbc,
      TransactionOperations transactions,
      ObjectProvider<AddressConfirmations> followers,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.followers = followers;
    this.clock = clock;
  }

  /**
   * Case does not matter in either.
   *
   * @return false if no account of this name has this address now
   */
  boolean confirm(String username, String email) {
    return transactions.execute(_ -> confirmed(username, email));
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
}

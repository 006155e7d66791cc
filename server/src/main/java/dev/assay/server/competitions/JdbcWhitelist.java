package dev.assay.server.competitions;

import dev.assay.server.accounts.AddressConfirmations;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who is let in without waiting: whoever has an address on a competition's list that is confirmed.
 * Anybody may sign up with anybody's, so that others with one wait, and the organiser is told.
 */
@Component
public final class JdbcWhitelist implements AddressConfirmations {
  /** Whether the list of {@code competition c} names {@code account a}; never null. */
  static final String NAMES = "coalesce(lower(a.email) = any(c.whitelist_emails), false)";

  /** The same, and the address is known to be theirs. */
  static final String LETS_IN = "(a.email_confirmed_at is not null and " + NAMES + ")";

  /** Those who wait do not wait any longer; who was refused stays refused. */
  private static final String LET_IN =
      """
      update participant p set status = 'approved'
      from competition c, account a
      where p.competition_id = c.id and p.account_id = a.id and p.status = 'pending' and %s
      """
          .formatted(LETS_IN);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  JdbcWhitelist(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  List<String> emails(CompetitionId id) {
    return jdbc.sql("select unnest(whitelist_emails) from competition where id = :id")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  /**
   * These and no others, and lets in who waits and is on the list now.
   *
   * @param emails in small letters
   */
  public void replace(CompetitionId id, List<String> emails) {
    transactions.executeWithoutResult(
        _ -> {
          jdbc.sql("update competition set whitelist_emails = :emails where id = :id")
              .param("id", id.value())
              .param("emails", emails.toArray(String[]::new), Types.ARRAY)
              .update();
          jdbc.sql(LET_IN + "and c.id = :id").param("id", id.value()).update();
        });
  }

  @Override
  public void confirmed(AccountId account) {
    jdbc.sql(LET_IN + "and a.id = :account").param("account", account.value()).update();
  }
}

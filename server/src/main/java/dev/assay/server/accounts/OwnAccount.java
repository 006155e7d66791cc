package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What somebody may see and change of their own account. */
@Service
class OwnAccount {
  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final AddressLinks links;
  private final TransactionOperations transactions;

  OwnAccount(
      JdbcClient jdbc,
      PasswordEncoder encoder,
      AddressLinks links,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.links = links;
    this.transactions = transactions;
  }

  /**
   * An e-mail address.
   *
   * @param text empty where none was given
   * @param isConfirmed whether it is known to be the account's
   */
  record Email(String text, boolean isConfirmed) {}

  Email email(AccountId account) {
    return jdbc.sql(
            """
            select coalesce(email, '') as text, email_confirmed_at is not null as is_confirmed
              from account where id = :id""")
        .param("id", account.value())
        .query(Email.class)
        .single();
  }

  /**
   * Another address, or none; it is nobody's until it is confirmed, and a link is sent to it.
   *
   * @param password the present one: whoever finds a browser open must not take the account along
   * @return what to correct, by field; empty when it is changed
   */
  Map<String, String> changeEmail(AccountId account, String password, String email, Sender sender) {
    if (!isPassword(account, password)) {
      return Map.of("present", "This is not your present password.");
    }
    if (!Registration.isAddressOrEmpty(email)) {
      return Map.of("email", Registration.NO_ADDRESS);
    }
    try {
      transactions.executeWithoutResult(_ -> replaceEmail(account, email, sender));
      return Map.of();
    } catch (DuplicateKeyException e) {
      return Map.of("email", "Another account has this address: take a different one.");
    }
  }

  /** The same address in other letters stays confirmed. */
  private void replaceEmail(AccountId account, String email, Sender sender) {
    var changed =
        jdbc.sql(
                """
                update account set email = :email, email_confirmed_at = null
                 where id = :id and lower(email) is distinct from lower(:email)""")
            .param("email", Registration.blankToNull(email))
            .param("id", account.value())
            .update();
    if (changed == 1) {
      links.endAll(account);
      if (Registration.blankToNull(email) != null) {
        links.send(account, sender);
      }
    }
  }

  private boolean isPassword(AccountId account, String password) {
    var hash =
        jdbc.sql("select password_hash from account where id = :id")
            .param("id", account.value())
            .query(String.class)
            .single();
    return encoder.matches(password, hash);
  }

  /**
   * Ends the account's other sessions, which may be why the password is changed.
   *
   * @param session the one that stays
   * @return what to correct, by field; empty when the password is changed
   */
  Map<String, String> changePassword(
      AccountId account, String session, String before, String after) {
    if (!isPassword(account, before)) {
      return Map.of("current", "This is not your present password.");
    }
    if (after.length() < Registration.SHORTEST_PASSWORD || after.length() > 200) {
      return Map.of(
          "password",
          "Use at least " + Registration.SHORTEST_PASSWORD + " characters, at most 200.");
    }
    var hash = encoder.encode(after);
    transactions.executeWithoutResult(_ -> replacePassword(account, hash, session));
    return Map.of();
  }

  private void replacePassword(AccountId account, @Nullable String hash, String session) {
    jdbc.sql("update account set password_hash = :hash where id = :id")
        .param("hash", hash)
        .param("id", account.value())
        .update();
    jdbc.sql(
            """
            delete from spring_session
             where principal_name = :account and session_id <> :session""")
        .param("account", Long.toString(account.value()))
        .param("session", session)
        .update();
  }
}

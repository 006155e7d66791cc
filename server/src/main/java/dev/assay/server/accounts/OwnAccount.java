package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** What somebody may see and change of their own account. */
@Service
class OwnAccount {
  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;

  OwnAccount(JdbcClient jdbc, PasswordEncoder encoder) {
    this.jdbc = jdbc;
    this.encoder = encoder;
  }

  /**
   * An e-mail address.
   *
   * @param text empty where none was given
   * @param isConfirmed whether an administrator has said that it is the account's
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

  /** What to correct, by field; empty when the password is changed. */
  Map<String, String> changePassword(AccountId account, String before, String after) {
    var hash =
        jdbc.sql("select password_hash from account where id = :id")
            .param("id", account.value())
            .query(String.class)
            .single();
    if (!encoder.matches(before, hash)) {
      return Map.of("current", "This is not your present password.");
    }
    if (after.length() < Registration.SHORTEST_PASSWORD || after.length() > 200) {
      return Map.of(
          "password",
          "Use at least " + Registration.SHORTEST_PASSWORD + " characters, at most 200.");
    }
    jdbc.sql("update account set password_hash = :hash where id = :id")
        .param("hash", encoder.encode(after))
        .param("id", account.value())
        .update();
    return Map.of();
  }
}

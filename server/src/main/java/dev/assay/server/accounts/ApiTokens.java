package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SecretToken;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens for scripts and the command line: stored hashed, shown once. */
@Repository
class ApiTokens {
  static final int LONGEST_NAME = 60;

  private final JdbcClient jdbc;
  private final Clock clock;

  ApiTokens(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One token, without its secret. */
  record Listed(
      long id, String name, String hint, Instant createdAt, @Nullable Instant lastUsedAt) {}

  /** Whether it says something and is kept whole. */
  static boolean isName(String name) {
    return !name.isBlank() && name.strip().length() <= LONGEST_NAME && name.indexOf('\0') < 0;
  }

  SecretToken create(AccountId account, String name) {
    var token = SecretToken.random("assay_");
    jdbc.sql(
            """
            insert into api_token (account_id, name, hash, hint, created_at)
            values (:account, :name, :hash, :hint, :now)""")
        .param("account", account.value())
        .param(
            "name",
            name.isBlank()
                ? "token"
                : name.strip().substring(0, Math.min(LONGEST_NAME, name.strip().length())))
        .param("hash", token.sha256())
        .param("hint", token.hint())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return token;
  }

  /**
   * Whose token it is, marking it used; to the minute, so that a busy script does not write a row
   * each call.
   */
  Optional<AccountId> owner(SecretToken token) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    var found =
        jdbc.sql(
                """
                select t.account_id,
                       t.last_used_at is null or t.last_used_at < :before as is_worth_noting
                  from api_token t join account a on a.id = t.account_id
                 where t.hash = :hash and t.revoked_at is null and a.disabled_at is null
                   and (t.expires_at is null or t.expires_at > :now)""")
            .param("hash", token.sha256())
            .param("now", now)
            .param("before", now.minusMinutes(1))
            .query(Known.class)
            .optional();
    if (found.map(Known::isWorthNoting).orElse(false)) {
      jdbc.sql("update api_token set last_used_at = :now where hash = :hash")
          .param("now", now)
          .param("hash", token.sha256())
          .update();
    }
    return found.map(known -> new AccountId(known.accountId()));
  }

  /** Whether a token would work if its account were not shut. */
  boolean isOfDisabledAccount(SecretToken token) {
    return jdbc.sql(
            """
            select exists(
              select 1 from api_token t join account a on a.id = t.account_id
               where t.hash = :hash and t.revoked_at is null and a.disabled_at is not null
                 and (t.expires_at is null or t.expires_at > :now))""")
        .param("hash", token.sha256())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  private record Known(long accountId, boolean isWorthNoting) {}

  List<Listed> of(AccountId account) {
    return jdbc.sql(
            """
            select id, name, hint, created_at, last_used_at from api_token
             where account_id = :account and revoked_at is null order by id desc""")
        .param("account", account.value())
        .query(Listed.class)
        .list();
  }

  /**
   * @return whether there was such a token of this account
   */
  boolean revoke(AccountId account, long id) {
    return jdbc.sql(
                """
                update api_token set revoked_at = :now
                 where id = :id and account_id = :account and revoked_at is null""")
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("id", id)
            .param("account", account.value())
            .update()
        == 1;
  }
}

package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SecretToken;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Links by which people show that an e-mail address is theirs. Each is for one address of one
 * account, works once, and ends when the account gets another address: who has a mailbox that an
 * account had before must not confirm what it has now, nor the other way round.
 */
@Component
class AddressLinks {
  static final Duration VALID_FOR = Duration.ofHours(4);

  /** To one address or for one account, so that nobody's mailbox is filled by way of the site. */
  private static final int MOST_AN_HOUR = 3;

  private static final int MOST_A_DAY = 6;

  /**
   * From one place, so that nobody writes to many strangers by signing up again and again. A class
   * that signs up in one room passes.
   */
  static final int MOST_FROM_ONE_PLACE_AN_HOUR = 40;

  private static final int MOST_FROM_ONE_PLACE_A_DAY = 120;
  private static final Duration DAY = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final AddressLetters letters;
  private final EmailConfirmation confirmation;
  private final Clock clock;

  AddressLinks(
      JdbcClient jdbc,
      TransactionOperations transactions,
      AddressLetters letters,
      EmailConfirmation confirmation,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.letters = letters;
    this.confirmation = confirmation;
    this.clock = clock;
  }

  private record Waiting(String username, String email) {}

  private record Recently(int lastHour, int lastDay) {
    boolean hasReached(int mostAnHour, int mostADay) {
      return lastHour >= mostAnHour || lastDay >= mostADay;
    }
  }

  /** Whether links can be sent. */
  boolean areSent() {
    return letters.areSent();
  }

  /**
   * Sends one to the address that the account has.
   *
   * @return why none is sent, in words; empty if one is
   */
  String send(AccountId account, Sender sender) {
    if (!letters.areSent()) {
      return "This site sends no mail: ask an administrator to confirm the address.";
    }
    return Objects.requireNonNull(transactions.execute(_ -> sent(account, sender)));
  }

  private String sent(AccountId account, Sender sender) {
    var waiting = waiting(account);
    if (waiting.isEmpty()) {
      return "There is no address to confirm.";
    }
    var address = waiting.get().email();
    forget();
    waitForOthersFrom(sender);
    if (recentlyTo(account, address).hasReached(MOST_AN_HOUR, MOST_A_DAY)) {
      return "Enough links were sent. Look into your mail, also among what was taken for spam, or ask again later.";
    }
    if (recentlyFrom(sender).hasReached(MOST_FROM_ONE_PLACE_AN_HOUR, MOST_FROM_ONE_PLACE_A_DAY)) {
      return "Many links were asked for from where you are. Ask again in an hour, or ask an administrator to confirm the address.";
    }
    var token = SecretToken.random("assayl_");
    insert(account, address, token, sender);
    letters.send(
        new AddressLetters.Link(account, waiting.get().username(), address, token, VALID_FOR));
    return "";
  }

  /** Locked, so that two that are asked for at once are counted one after the other. */
  private Optional<Waiting> waiting(AccountId account) {
    return jdbc.sql(
            """
            select username, email from account
             where id = :id and email is not null and email_confirmed_at is null
               and disabled_at is null
               for no key update""")
        .param("id", account.value())
        .query(Waiting.class)
        .optional();
  }

  private void forget() {
    jdbc.sql("delete from address_link where made_at < :before")
        .param("before", SqlTime.of(clock.instant().minus(DAY)))
        .update();
  }

  /** So that two that are asked for at once are counted one after the other. */
  private void waitForOthersFrom(Sender sender) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:sender, 51))::text")
        .param("sender", sender.network())
        .query(String.class)
        .optional();
  }

  private Recently recentlyFrom(Sender sender) {
    return jdbc.sql(
            """
            select count(*) filter (where made_at > :hour) as last_hour, count(*) as last_day
              from address_link where sender = :sender""")
        .param("hour", SqlTime.of(clock.instant().minus(Duration.ofHours(1))))
        .param("sender", sender.network())
        .query(Recently.class)
        .single();
  }

  private Recently recentlyTo(AccountId account, String address) {
    return jdbc.sql(
            """
            select count(*) filter (where made_at > :hour) as last_hour, count(*) as last_day
              from address_link where account_id = :account or lower(email) = lower(:email)""")
        .param("hour", SqlTime.of(clock.instant().minus(Duration.ofHours(1))))
        .param("account", account.value())
        .param("email", address)
        .query(Recently.class)
        .single();
  }

  private void insert(AccountId account, String address, SecretToken token, Sender sender) {
    jdbc.sql(
            """
            insert into address_link (hash, account_id, email, made_at, expires_at, sender)
            values (:hash, :account, :email, :now, :until, :sender)""")
        .param("sender", sender.network())
        .param("hash", token.sha256())
        .param("account", account.value())
        .param("email", address)
        .param("now", SqlTime.of(clock.instant()))
        .param("until", SqlTime.of(clock.instant().plus(VALID_FOR)))
        .update();
  }

  /** In the caller's transaction: the account gets another address. */
  void endAll(AccountId account) {
    jdbc.sql("update address_link set ended_at = :now where account_id = :id and ended_at is null")
        .param("now", SqlTime.of(clock.instant()))
        .param("id", account.value())
        .update();
  }

  /**
   * Uses a link up.
   *
   * @return false if it does not work, for whatever reason
   */
  boolean use(SecretToken token) {
    return transactions.execute(
        _ ->
            ended(token)
                .map(link -> confirmation.confirm(link.username(), link.email()))
                .orElse(false));
  }

  private Optional<Waiting> ended(SecretToken token) {
    return jdbc.sql(
            """
            update address_link l set ended_at = :now from account a
             where l.hash = :hash and l.ended_at is null and l.expires_at > :now
               and a.id = l.account_id and a.disabled_at is null
            returning a.username, l.email""")
        .param("hash", token.sha256())
        .param("now", SqlTime.of(clock.instant()))
        .query(Waiting.class)
        .optional();
  }
}

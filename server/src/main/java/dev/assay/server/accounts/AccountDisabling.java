package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Shuts accounts and opens them again, on record. Whose account is shut is logged out at once and
 * cannot log in, and their tokens are refused; what they submitted, and its scores, stay.
 */
@Component
class AccountDisabling {
  static final int LONGEST_REASON = 500;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  AccountDisabling(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * That an account was shut or opened again.
   *
   * @param by user name of the administrator; null: on the command line
   */
  record Act(boolean isDisabled, @Nullable String by, String reason, Instant at) {}

  /** What became of a wish. */
  sealed interface Outcome {
    record Done() implements Outcome {}

    record Unknown() implements Outcome {}

    record Refused(String why) implements Outcome {}
  }

  /**
   * What an administrator wants.
   *
   * @param disabled to shut it, or to open it again
   */
  record Wish(String username, boolean disabled, String reason) {
    Wish {
      reason = reason.strip().replace("\0", "");
    }
  }

  /** One who is shut out already, or is not, stays so, and nothing is noted. */
  Outcome carryOut(AccountId by, Wish wish) {
    if (wish.reason().isEmpty() || wish.reason().length() > LONGEST_REASON) {
      return new Outcome.Refused(
          "Give a reason of at most " + LONGEST_REASON + " characters; it is kept on record.");
    }
    return Objects.requireNonNull(transactions.execute(_ -> carriedOut(by, wish)));
  }

  private Outcome carriedOut(AccountId by, Wish wish) {
    var both = locked(by, wish.username());
    if (both.stream().noneMatch(one -> one.id() == by.value() && one.mayDisable())) {
      return new Outcome.Refused("Your own account was disabled meanwhile.");
    }
    var them = both.stream().filter(Locked::isNamed).findFirst();
    if (them.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (them.get().id() == by.value()) {
      return new Outcome.Refused("You cannot disable your own account: another administrator can.");
    }
    if (them.get().isTheSitesOwn()) {
      return new Outcome.Refused("The site keeps this account for its own test runs.");
    }
    if (them.get().isDisabled() != wish.disabled()) {
      change(by, them.get().id(), wish);
    }
    return new Outcome.Done();
  }

  private record Locked(
      long id, boolean isNamed, boolean mayDisable, boolean isDisabled, boolean isTheSitesOwn) {}

  /**
   * In the order of their ids, so that of two administrators who shut each other out at once one
   * waits, and finds itself shut out: there is always one left.
   */
  private List<Locked> locked(AccountId by, String username) {
    return jdbc.sql(
            """
            select id, lower(username) = lower(:name) as is_named,
                   is_administrator and disabled_at is null as may_disable,
                   disabled_at is not null as is_disabled,
                   password_hash = 'none' as is_the_sites_own
              from account where id = :by or lower(username) = lower(:name)
             order by id for no key update""")
        .param("by", by.value())
        .param("name", username)
        .query(Locked.class)
        .list();
  }

  private void change(AccountId by, long them, Wish wish) {
    var now = SqlTime.of(clock.instant());
    jdbc.sql("update account set disabled_at = :at where id = :id")
        .param("at", wish.disabled() ? now : null)
        .param("id", them)
        .update();
    jdbc.sql(
            """
            insert into account_disabling (account_id, by_id, disabled, reason, at)
            values (:id, :by, :disabled, :reason, :now)""")
        .param("id", them)
        .param("by", by.value())
        .param("disabled", wish.disabled())
        .param("reason", wish.reason())
        .param("now", now)
        .update();
    jdbc.sql("delete from spring_session where principal_name = :id")
        .param("id", Long.toString(them))
        .update();
  }

  /** What was done so far, the newest first. */
  List<Act> acts(String username) {
    return jdbc.sql(
            """
            select d.disabled, b.username as by_name, d.reason, d.at
              from account_disabling d join account a on a.id = d.account_id
                   left join account b on b.id = d.by_id
             where lower(a.username) = lower(:name) order by d.id desc""")
        .param("name", username)
        .query(AccountDisabling::act)
        .list();
  }

  private static Act act(ResultSet row, int number) throws SQLException {
    return new Act(
        row.getBoolean("disabled"),
        row.getString("by_name"),
        row.getString("reason"),
        SqlTime.read(row, "at"));
  }
}

package dev.assay.server.submissions;

import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

@Repository
class JdbcExtensions implements Extensions {
  private static final int LONGEST_REASON = 500;
  private static final int MOST = 10_000;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final TransactionOperations transactions;

  JdbcExtensions(JdbcClient jdbc, Clock clock, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.transactions = transactions;
  }

  @Override
  public Answer grant(AccountId by, Phase phase, Wish wish) {
    var refusal = refusal(phase, wish);
    if (refusal.isPresent()) {
      return new Answer.Refused(refusal.get());
    }
    transactions.executeWithoutResult(
        status -> {
          insert(by, phase.id(), wish);
          if (wish.account() == null) {
            widen(phase.id(), wish);
          }
        });
    return new Answer.Granted();
  }

  private static Optional<String> refusal(Phase phase, Wish wish) {
    if (wish.reason().isBlank() || wish.reason().length() > LONGEST_REASON) {
      return Optional.of(
          "Give a reason, of %d characters at most: it stays on record.".formatted(LONGEST_REASON));
    }
    if (wish.morePerDay() < 0
        || wish.moreInAll() < 0
        || wish.morePerDay() > MOST
        || wish.moreInAll() > MOST) {
      return Optional.of("More submissions are a number from 0 to %d.".formatted(MOST));
    }
    if (wish.endsAt() == null && wish.morePerDay() == 0 && wish.moreInAll() == 0) {
      return Optional.of("Say what is extended: the deadline, or the number of submissions.");
    }
    if (wish.endsAt() != null && phase.endsAt() == null) {
      return Optional.of("Phase %s has no deadline to extend.".formatted(phase.name()));
    }
    if (wish.endsAt() != null && !wish.endsAt().isAfter(phase.endsAt())) {
      return Optional.of("The new deadline must come after the present one.");
    }
    if (wish.morePerDay() > 0 && phase.maxSubmissionsPerDay() == null) {
      return Optional.of("Phase %s has no limit per day.".formatted(phase.name()));
    }
    if (wish.moreInAll() > 0 && phase.maxSubmissions() == null) {
      return Optional.of("Phase %s has no limit in all.".formatted(phase.name()));
    }
    return Optional.empty();
  }

  private void insert(AccountId by, PhaseId phase, Wish wish) {
    jdbc.sql(
            """
            insert into phase_extension (phase_id, account_id, ends_at, more_per_day, more_in_all,
                                         reason, granted_by, granted_at)
            values (:phase, :account, :ends, :perDay, :inAll, :reason, :by, :now)""")
        .param("phase", phase.value())
        .param("account", wish.account() == null ? null : wish.account().value(), Types.BIGINT)
        .param("ends", SqlTime.ofNullable(wish.endsAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("perDay", wish.morePerDay())
        .param("inAll", wish.moreInAll())
        .param("reason", wish.reason().strip())
        .param("by", by.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  private void widen(PhaseId phase, Wish wish) {
    jdbc.sql(
            """
            update phase
               set ends_at = greatest(ends_at, :ends),
                   max_submissions_per_day = max_submissions_per_day + :perDay,
                   max_submissions = max_submissions + :inAll
             where id = :phase""")
        .param("ends", SqlTime.ofNullable(wish.endsAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("perDay", wish.morePerDay())
        .param("inAll", wish.moreInAll())
        .param("phase", phase.value())
        .update();
  }

  @Override
  public List<Extension> of(PhaseId phase) {
    return jdbc.sql("select * from phase_extension where phase_id = :phase order by id desc")
        .param("phase", phase.value())
        .query(
            (row, number) -> {
              var account = row.getObject("account_id", Long.class);
              return new Extension(
                  account == null ? null : new AccountId(account),
                  SqlTime.readNullable(row, "ends_at"),
                  row.getInt("more_per_day"),
                  row.getInt("more_in_all"),
                  row.getString("reason"),
                  new AccountId(row.getLong("granted_by")),
                  SqlTime.read(row, "granted_at"));
            })
        .list();
  }

  private record Own(@Nullable Instant endsAt, int perDay, int inAll) {}

  @Override
  public Phase extended(Phase phase, AccountId account) {
    var own =
        jdbc.sql(
                """
                select max(ends_at) as ends_at, coalesce(sum(more_per_day), 0) as per_day,
                       coalesce(sum(more_in_all), 0) as in_all
                  from phase_extension where phase_id = :phase and account_id = :account""")
            .param("phase", phase.id().value())
            .param("account", account.value())
            .query(
                (row, number) ->
                    new Own(
                        SqlTime.readNullable(row, "ends_at"),
                        row.getInt("per_day"),
                        row.getInt("in_all")))
            .single();
    return phase.extended(
        later(phase.endsAt(), own.endsAt()),
        more(phase.maxSubmissionsPerDay(), own.perDay()),
        more(phase.maxSubmissions(), own.inAll()));
  }

  /** No deadline stays none. */
  private static @Nullable Instant later(@Nullable Instant end, @Nullable Instant own) {
    return end == null || own == null || own.isBefore(end) ? end : own;
  }

  private static @Nullable Integer more(@Nullable Integer limit, int own) {
    return limit == null ? null : limit + own;
  }
}

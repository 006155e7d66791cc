package dev.assay.server.runs;

import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notices that for a while nobody could hear workers, because the site, its database or their
 * machine was away, and gives the leases of that time another chance. A worker that lives says so
 * within it; none of it is the fault of what it runs.
 */
@Component
final class JdbcOutages {
  private static final Logger log = LoggerFactory.getLogger(JdbcOutages.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final TransactionOperations transactions;

  JdbcOutages(JdbcClient jdbc, Clock clock, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.transactions = transactions;
  }

  /**
   * To be called before lapsed leases are taken away, by each process of the site. Whoever looks
   * next waits until those of a gap are prolonged, and so takes none of them away.
   */
  void look(RunsSettings settings) {
    transactions.executeWithoutResult(status -> lookAlone(settings));
  }

  private void lookAlone(RunsSettings settings) {
    var now = clock.instant();
    var last = watch(now).orElse(now);
    var gap = Duration.between(last, now);
    if (gap.compareTo(settings.lease().dividedBy(2)) > 0) {
      int graced = grace(last, now, settings);
      if (graced > 0) {
        log.warn(
            "For {} no worker could be heard; {} leases that would be over by now are prolonged",
            gap,
            graced);
      }
    }
  }

  /** Notes that somebody looks, and says when somebody did before. */
  private Optional<Instant> watch(Instant now) {
    return jdbc.sql(
            """
            insert into lease_watch (seen_at) values (:now)
            on conflict (one) do update set seen_at = greatest(lease_watch.seen_at, excluded.seen_at)
            returning old.seen_at as before""")
        .param("now", SqlTime.of(now))
        .query(JdbcOutages::before)
        .optional()
        .flatMap(before -> before);
  }

  private static Optional<Instant> before(ResultSet row, int number) throws SQLException {
    return Optional.ofNullable(SqlTime.readNullable(row, "before"));
  }

  /** Only leases that went on when the gap began. */
  private int grace(Instant last, Instant now, RunsSettings settings) {
    return jdbc.sql(
            """
            update attempt
               set graced = true,
                   leased_until = case when activity is null then :first else :until end
             where state = 'active' and not graced
               and leased_until > :last and leased_until < :until""")
        .param("first", SqlTime.of(now.plus(settings.firstLease())))
        .param("until", SqlTime.of(now.plus(settings.lease())))
        .param("last", SqlTime.of(last))
        .update();
  }
}

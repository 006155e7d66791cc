package dev.assay.server.scheduling;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds the counts of shares against the evaluations they count. They cannot differ; if they did
 * all the same, say after a repair by hand, a submission would wait for ever.
 */
@Component
class ShareAudit {
  private static final Logger log = LoggerFactory.getLogger(ShareAudit.class);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  ShareAudit(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** The site worker looks once an hour. */
  @Configuration(proxyBeanMethods = false)
  static class Task {

    @Bean
    RecurringTask<Void> auditShares(ShareAudit audit) {
      return Tasks.recurring("audit-shares", FixedDelay.of(Duration.ofHours(1)))
          .execute((instance, context) -> audit.run());
    }
  }

  /**
   * @return how many were wrong and have been put right
   */
  int run() {
    int repaired = 0;
    for (long share : suspects()) {
      repaired += Boolean.TRUE.equals(transactions.execute(status -> repair(share))) ? 1 : 0;
    }
    return repaired;
  }

  private List<Long> suspects() {
    return jdbc.sql(
            """
            select s.id
              from share s
              join competition_share p on p.id = s.competition_share_id
              left join (select share_id, count(*) filter (where state = 'queued') as waiting,
                                count(*) filter (where state = 'leased') as running
                           from evaluation where state in ('queued', 'leased') group by share_id) e
                on e.share_id = s.id
             where s.waiting <> coalesce(e.waiting, 0) or s.running <> coalesce(e.running, 0)
                or (s.waiting > 0 and not p.active)""")
        .query(Long.class)
        .list();
  }

  /**
   * Whoever changes an evaluation writes the share at the commit: with the share locked, what can
   * be seen of evaluations and what the share has to say belong together.
   */
  private boolean repair(long share) {
    jdbc.sql("select id from share where id = :id for no key update")
        .param("id", share)
        .query(Long.class)
        .single();
    boolean counted =
        jdbc.sql(
                    """
                    update share s set waiting = e.waiting, running = e.running
                      from (select count(*) filter (where state = 'queued') as waiting,
                                   count(*) filter (where state = 'leased') as running
                              from evaluation where share_id = :id) e
                     where s.id = :id and (s.waiting <> e.waiting or s.running <> e.running)""")
                .param("id", share)
                .update()
            == 1;
    boolean woken =
        jdbc.sql(
                    """
                    update competition_share p set active = true
                      from share s
                     where s.id = :id and p.id = s.competition_share_id and s.waiting > 0
                       and not p.active""")
                .param("id", share)
                .update()
            == 1;
    if (counted || woken) {
      log.error("The counts of share {} were wrong and have been put right", share);
    }
    return counted || woken;
  }
}

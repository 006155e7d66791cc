package dev.assay.server.competitions.imports;

import dev.assay.server.kernel.AccountId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says on which queues somebody's competitions may run: the site's, public ones, their own, and
 * those shared with them.
 */
@Component
public final class UsableQueues {
  private final JdbcClient jdbc;

  UsableQueues(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether this account may name the queue of that key; administrators may name any. */
  public boolean mayBeUsed(UUID queue, AccountId account) {
    var sql =
        """
        select exists (
          select 1 from queue q
          where q.key = :key and q.deleted_at is null
            and (q.is_default or q.is_public or q.owner_id = :account
                 or exists (select 1 from queue_share s
                            where s.queue_id = q.id and s.account_id = :account)
                 or exists (select 1 from account a
                            where a.id = :account and a.is_administrator)))
        """;
    return jdbc.sql(sql)
        .param("key", queue)
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }
}

package dev.assay.server.queues;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Changes queues. Who may do so, the caller has asked. */
@Component
class QueueEditing {
  private final JdbcClient jdbc;
  private final QueueUses uses;
  private final QueueLoad load;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;

  QueueEditing(
      JdbcClient jdbc,
      QueueUses uses,
      QueueLoad load,
      Clock clock,
      ApplicationEventPublisher events,
      TransactionOperations transactions) {
    this.events = events;
    this.jdbc = jdbc;
    this.uses = uses;
    this.load = load;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** How many queues an account owns. */
  int owned(AccountId owner) {
    return jdbc.sql("select count(*) from queue where owner_id = :owner and deleted_at is null")
        .param("owner", owner.value())
        .query(Integer.class)
        .single();
  }

  void rename(QueueId queue, String name) {
    jdbc.sql("update queue set name = :name where id = :id")
        .param("name", name)
        .param("id", queue.value())
        .update();
  }

  /** From a queue made private, competitions of others go back to the default one. */
  void publish(QueueId queue, boolean isPublic) {
    transactions.executeWithoutResult(
        status -> {
          int changed =
              jdbc.sql(
                      """
                      update queue set is_public = :public
                       where id = :id and is_public <> :public""")
                  .param("public", isPublic)
                  .param("id", queue.value())
                  .update();
          narrowed(queue, changed > 0 && !isPublic);
        });
  }

  private void narrowed(QueueId queue, boolean isNarrower) {
    if (isNarrower) {
      events.publishEvent(new QueueNarrowed(queue));
    }
  }

  void share(QueueId queue, AccountId with) {
    jdbc.sql(
            """
            insert into queue_share (queue_id, account_id, shared_at) values (:queue, :account, :now)
            on conflict do nothing""")
        .param("queue", queue.value())
        .param("account", with.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  void unshare(QueueId queue, AccountId with) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from queue_share where queue_id = :queue and account_id = :account")
              .param("queue", queue.value())
              .param("account", with.value())
              .update();
          narrowed(queue, true);
        });
  }

  /**
   * Deletes a queue that nothing uses.
   *
   * @return what uses it, and then it stays; empty once it is gone
   */
  List<String> delete(Queue queue) {
    if (uses.of(queue.id()).isEmpty()) {
      events.publishEvent(new QueueClosing(queue.id()));
    }
    return transactions.execute(
        status -> {
          jdbc.sql("select id from queue where id = :id for update")
              .param("id", queue.id().value())
              .query(Long.class)
              .list();
          var holders = holders(queue);
          if (holders.isEmpty()) {
            markDeleted(queue.id());
          }
          return holders;
        });
  }

  private List<String> holders(Queue queue) {
    var holders = new ArrayList<String>();
    uses.of(queue.id()).forEach(use -> holders.add(use.what()));
    int waiting = load.waiting(queue.id());
    int running = load.running(queue.id(), null).size();
    if (waiting + running > 0) {
      holders.add("%d waiting and %d running submissions".formatted(waiting, running));
    }
    return holders;
  }

  private void markDeleted(QueueId queue) {
    var now = SqlTime.of(clock.instant());
    jdbc.sql("update queue set deleted_at = :now where id = :id and not is_default")
        .param("now", now)
        .param("id", queue.value())
        .update();
    jdbc.sql(
            "update worker_token set revoked_at = :now where queue_id = :id and revoked_at is null")
        .param("now", now)
        .param("id", queue.value())
        .update();
    jdbc.sql("delete from queue_share where queue_id = :id").param("id", queue.value()).update();
  }
}

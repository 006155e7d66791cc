package dev.assay.server.queues.broker;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SecretToken;
import dev.assay.server.queues.BrokerStrings;
import dev.assay.server.queues.Queue;
import dev.assay.server.queues.QueueLockedOut;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Connection strings of queues: each is an account of its own at a virtual host of its own. The
 * password is with RabbitMQ alone; it is shown once, and replaced when it is lost.
 */
@Component
final class RabbitStrings implements BrokerStrings {
  private static final Logger log = LoggerFactory.getLogger(RabbitStrings.class);

  private final JdbcClient jdbc;
  private final RabbitAccess rabbit;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;

  RabbitStrings(
      JdbcClient jdbc,
      RabbitAccess rabbit,
      ApplicationEventPublisher events,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.rabbit = rabbit;
    this.events = events;
    this.transactions = transactions;
  }

  @Override
  public boolean isPossible() {
    return rabbit.isOn();
  }

  @Override
  public Optional<Connection> of(QueueId queue) {
    if (!rabbit.isOn()) {
      return Optional.empty();
    }
    return jdbc.sql(
            "select broker_vhost, broker_user from queue where id = :id and broker_user is not null")
        .param("id", queue.value())
        .query(
            (row, number) ->
                new Connection(
                    rabbit.workersHost(),
                    row.getString("broker_vhost"),
                    row.getString("broker_user")))
        .optional();
  }

  @Override
  public SecretToken renew(Queue queue) throws Failed {
    if (queue.isDefault()) {
      throw new IllegalArgumentException("The default queue has the site's own account");
    }
    var vhost = queue.key().toString();
    var user = "queue-%s-%s".formatted(queue.id(), SecretToken.random("").reveal().substring(0, 8));
    var password = SecretToken.random("").reveal();
    try {
      rabbit.administration().makeVhost(vhost);
      rabbit.administration().makeWorkersAccount(vhost, user, password);
      var old = replace(queue, vhost, user);
      if (old != null) {
        rabbit.administration().deleteAccount(old);
      }
    } catch (BrokerUnavailable e) {
      throw new Failed(e);
    }
    log.info("Queue {} has the broker account {}", queue.id(), user);
    return SecretToken.of(rabbit.connectionString(user, password, vhost));
  }

  /** The name of the account before, null if there was none. */
  private @Nullable String replace(Queue queue, String vhost, @Nullable String user) {
    return transactions.execute(
        status -> {
          var old =
              jdbc.sql("select broker_user from queue where id = :id for update")
                  .param("id", queue.id().value())
                  .query(String.class)
                  .list()
                  .getFirst();
          jdbc.sql("update queue set broker_vhost = :vhost, broker_user = :user where id = :id")
              .param("vhost", user == null ? null : vhost)
              .param("user", user)
              .param("id", queue.id().value())
              .update();
          events.publishEvent(new QueueLockedOut(queue.id()));
          return old;
        });
  }

  @Override
  public void remove(Queue queue) throws Failed {
    var vhost = queue.key().toString();
    var old = replace(queue, vhost, null);
    if (old == null || !rabbit.isOn()) {
      return;
    }
    try {
      rabbit.administration().deleteAccount(old);
      rabbit.forget(vhost);
      rabbit.administration().deleteVhost(vhost);
    } catch (BrokerUnavailable e) {
      throw new Failed(e);
    }
  }
}

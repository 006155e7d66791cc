package dev.assay.server.queues.broker;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.Queues;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which queues the broker carries: the default one, and those with a connection string. */
@Component
public class BrokerQueues {
  private final JdbcClient jdbc;
  private final Queues queues;
  private final Broker broker;

  BrokerQueues(JdbcClient jdbc, Queues queues, Broker broker) {
    this.jdbc = jdbc;
    this.queues = queues;
    this.broker = broker;
  }

  /** None without a broker. */
  public List<BrokerQueue> all() {
    if (!broker.isConfigured()) {
      return List.of();
    }
    queues.defaultQueue();
    return jdbc.sql(
            """
            select id, coalesce(broker_vhost, :vhost) as vhost from queue
             where (broker_vhost is not null or is_default) and deleted_at is null order by id""")
        .param("vhost", broker.defaultVhost())
        .query(
            (row, number) ->
                new BrokerQueue(new QueueId(row.getLong("id")), row.getString("vhost")))
        .list();
  }

  /** One of them; empty if it has no virtual host. */
  public Optional<BrokerQueue> find(QueueId id) {
    return all().stream().filter(queue -> queue.id().equals(id)).findAny();
  }
}

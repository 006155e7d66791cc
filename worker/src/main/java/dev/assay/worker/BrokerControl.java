package dev.assay.worker;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.assay.contract.Json;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Hears what a Codabench site tells all workers of a virtual host, as Celery's remote control does
 * it. Of that, <i>revoke</i> alone concerns this worker.
 */
final class BrokerControl {
  private static final Logger log = LoggerFactory.getLogger(BrokerControl.class);
  private static final String EXCHANGE = "celery.pidbox";

  private BrokerControl() {}

  /**
   * Listens for as long as the connection lasts. A broker that does not let it is worked without.
   */
  static void listen(Connection connection, Consumer<UUID> revoked) {
    try {
      var channel = channel(connection);
      // Of a name that a worker's account may declare; it goes with the connection.
      var own = "assay-%s.%s".formatted(UUID.randomUUID(), EXCHANGE);
      channel.queueDeclare(own, false, true, true, Map.of());
      channel.queueBind(own, EXCHANGE, "");
      channel.basicConsume(own, true, (tag, delivery) -> hear(delivery, revoked), tag -> {});
    } catch (IOException e) {
      log.warn("Cannot hear what the site revokes: its cancels do not reach this worker", e);
    }
  }

  /** The exchange is whoever's came first; to declare it otherwise would be refused. */
  private static Channel channel(Connection connection) throws IOException {
    var channel = connection.createChannel();
    try {
      channel.exchangeDeclarePassive(EXCHANGE);
      return channel;
    } catch (IOException e) {
      var second = connection.createChannel();
      second.exchangeDeclare(EXCHANGE, BuiltinExchangeType.FANOUT, false);
      return second;
    }
  }

  private static void hear(Delivery delivery, Consumer<UUID> revoked) {
    try {
      var order = Json.MAPPER.readTree(delivery.getBody());
      if (order.path("method").asString("").equals("revoke")) {
        revoke(order.path("arguments").path("task_id"), revoked);
      }
    } catch (JacksonException e) {
      log.debug("Something else than an order", e);
    }
  }

  /** One id or a list of them. */
  private static void revoke(JsonNode ids, Consumer<UUID> revoked) {
    for (var id : ids.isArray() ? ids : Json.MAPPER.createArrayNode().add(ids)) {
      try {
        revoked.accept(UUID.fromString(id.asString("")));
      } catch (IllegalArgumentException e) {
        log.debug("The id of no task: {}", id);
      }
    }
  }
}

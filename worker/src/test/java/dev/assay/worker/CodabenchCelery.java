package dev.assay.worker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.assay.contract.Json;
import dev.assay.contract.codabench.BrokerUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the Celery of a Codabench site does with its workers' queue, on a real RabbitMQ. */
final class CodabenchCelery implements AutoCloseable {
  private static final String QUEUE = "compute-worker";

  private final RabbitNode rabbit;
  private final Connection connection;
  private final Channel channel;

  private CodabenchCelery(RabbitNode rabbit) throws Exception {
    this.rabbit = rabbit;
    this.connection = rabbit.connect();
    this.channel = connection.createChannel();
    // As the site's Celery declares it.
    channel.queueDeclare(QUEUE, true, false, false, Map.of("x-max-priority", 10));
  }

  static CodabenchCelery start() throws Exception {
    return new CodabenchCelery(RabbitNode.start());
  }

  void purge() throws IOException {
    channel.queuePurge(QUEUE);
  }

  /** The broker ends, by force, and does not come back. */
  void goDown() {
    rabbit.close();
  }

  /** Messages that no worker has taken. */
  long waiting() throws IOException {
    return channel.messageCount(QUEUE);
  }

  BrokerSource source(BrokerSource.Opened opened) {
    return new BrokerSource(BrokerUrl.parse(rabbit.url()), null, false, opened);
  }

  /** As Celery publishes it, protocol 2. */
  UUID publish(Map<String, Object> args) throws IOException {
    var task = UUID.randomUUID();
    var headers = new HashMap<String, @Nullable Object>();
    headers.put("lang", "py");
    headers.put("task", "compute_worker_run");
    headers.put("id", task.toString());
    headers.put("root_id", task.toString());
    headers.put("retries", 0);
    headers.put("timelimit", Arrays.asList(null, 1230));
    headers.put("argsrepr", "({…},)");
    headers.put("kwargsrepr", "{}");
    headers.put("origin", "gen7@site");
    headers.put("ignore_result", false);
    headers.put("replaced_task_nesting", 0);
    headers.put("stamps", Map.of());
    for (var none : List.of("parent_id", "group", "eta", "expires", "shadow", "group_index")) {
      headers.put(none, null);
    }
    var body =
        "[[%s], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]"
            .formatted(Json.MAPPER.writeValueAsString(args));
    var properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("utf-8")
            .deliveryMode(2)
            .priority(Boolean.TRUE.equals(args.get("is_scoring")) ? 10 : 0)
            .correlationId(task.toString())
            .replyTo(UUID.randomUUID().toString())
            .headers(headers)
            .build();
    channel.basicPublish("", QUEUE, properties, body.getBytes(StandardCharsets.UTF_8));
    return task;
  }

  /** As Celery's remote control tells all workers. */
  void revoke(UUID task) throws IOException {
    var order =
        "{\"method\": \"revoke\", \"arguments\": {\"task_id\": [\"%s\"], \"terminate\": true, \"signal\": \"SIGTERM\"}, \"destination\": null, \"pattern\": null, \"matcher\": null}"
            .formatted(task);
    channel.basicPublish("celery.pidbox", "", null, order.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    try (var node = rabbit) {
      connection.abort();
    }
  }
}

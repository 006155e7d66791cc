package dev.assay.server.queues.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.contract.codabench.CeleryTask;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * A connection to one virtual host, with what Celery's workers declare there: everything has to be
 * exactly as they declare it, or they refuse to start. For one thread at a time.
 */
final class RabbitLink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PERSISTENT_JSON_ENCODING = "utf-8";
  private static final int PERSISTENT = 2;

  private final Connection connection;
  private final Channel channel;
  private boolean cameBack;

  private RabbitLink(Connection connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
    channel.addReturnListener(returned -> cameBack = true);
  }

  static RabbitLink open(BrokerUrl url) throws IOException, TimeoutException {
    var connection = connect(url);
    try {
      var channel = connection.createChannel();
      channel.confirmSelect();
      var link = new RabbitLink(connection, channel);
      link.declareQueue();
      channel.exchangeDeclare(CeleryTask.QUEUE, BuiltinExchangeType.DIRECT, true);
      channel.queueBind(CeleryTask.QUEUE, CeleryTask.QUEUE, CeleryTask.QUEUE);
      return link;
    } catch (IOException | RuntimeException e) {
      connection.abort((int) PATIENCE.toMillis());
      throw e;
    }
  }

  static Connection connect(BrokerUrl url) throws IOException, TimeoutException {
    var factory = new ConnectionFactory();
    factory.setHost(url.host());
    factory.setPort(url.port());
    factory.setUsername(url.user());
    factory.setPassword(url.password());
    factory.setVirtualHost(url.vhost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout((int) PATIENCE.toMillis());
    factory.setHandshakeTimeout((int) PATIENCE.toMillis());
    factory.setChannelRpcTimeout((int) PATIENCE.toMillis());
    factory.setRequestedHeartbeat(10);
    factory.setThreadFactory(work -> Thread.ofPlatform().daemon().name("rabbitmq").unstarted(work));
    if (url.isTls()) {
      verify(factory);
    }
    return factory.newConnection("assay site");
  }

  private static void verify(ConnectionFactory factory) {
    try {
      factory.useSslProtocol(SSLContext.getDefault());
      factory.enableHostnameVerification();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS", e);
    }
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  Connection connection() {
    return connection;
  }

  AMQP.Queue.DeclareOk declareQueue() throws IOException {
    return channel.queueDeclare(
        CeleryTask.QUEUE, true, false, false, Map.of("x-max-priority", CeleryTask.MAX_PRIORITY));
  }

  /** Returns once it is confirmed; a message that finds no queue comes back and counts as lost. */
  void publish(CeleryTask task) throws IOException, TimeoutException, InterruptedException {
    cameBack = false;
    var properties =
        new BasicProperties.Builder()
            .contentType(CeleryTask.CONTENT_TYPE)
            .contentEncoding(PERSISTENT_JSON_ENCODING)
            .deliveryMode(PERSISTENT)
            .priority(task.priority())
            .correlationId(task.id().toString())
            .replyTo(UUID.randomUUID().toString())
            .headers(task.headers())
            .build();
    channel.basicPublish("", CeleryTask.QUEUE, true, properties, task.body());
    channel.waitForConfirmsOrDie(PATIENCE.toMillis());
    if (cameBack) {
      throw new IOException("The queue " + CeleryTask.QUEUE + " was deleted meanwhile");
    }
  }

  /**
   * To all Celery workers of this virtual host; on a channel of its own, since there may be none.
   */
  void broadcast(byte[] order) throws IOException, TimeoutException {
    var properties =
        new BasicProperties.Builder()
            .contentType(CeleryTask.CONTENT_TYPE)
            .contentEncoding(PERSISTENT_JSON_ENCODING)
            .headers(Map.of("clock", 1))
            .build();
    try (var own = connection.createChannel()) {
      own.basicPublish("celery.pidbox", "", properties, order);
    } catch (ShutdownSignalException e) {
      // No worker was here since the broker started. What ended the connection shows at its next
      // use.
      return;
    }
  }

  @Override
  public void close() {
    connection.abort((int) PATIENCE.toMillis());
  }
}

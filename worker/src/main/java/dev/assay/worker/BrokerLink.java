package dev.assay.worker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.contract.codabench.CeleryTask;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the queue of one virtual host. Messages are taken one at a time, and only while
 * this worker could begin one: a message in the hand of a busy worker would be lost to free ones.
 */
final class BrokerLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String EVENTS = "celeryev";

  private final Connection connection;
  private final Channel events;

  /** Of the channel that consumes: what one delivered cannot be answered on the next. */
  private BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();

  private @Nullable Channel consuming;
  private @Nullable String tag;

  /** The queue was deleted. */
  private volatile boolean cancelled;

  private BrokerLink(Connection connection, Channel events) {
    this.connection = connection;
    this.events = events;
  }

  /**
   * @param revoked hears which steps a Codabench site calls off
   */
  static BrokerLink open(BrokerUrl url, Consumer<UUID> revoked)
      throws IOException, TimeoutException {
    var connection = factory(url).newConnection("assay worker");
    try {
      var events = connection.createChannel();
      events.exchangeDeclare(EVENTS, BuiltinExchangeType.TOPIC, true);
      BrokerControl.listen(connection, revoked);
      return new BrokerLink(connection, events);
    } catch (IOException | RuntimeException e) {
      connection.abort((int) PATIENCE.toMillis());
      throw e;
    }
  }

  private static ConnectionFactory factory(BrokerUrl url) {
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
      try {
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java has TLS", e);
      }
    }
    return factory;
  }

  boolean isOpen() {
    return connection.isOpen() && !cancelled && (consuming == null || consuming.isOpen());
  }

  /** The next message, kept unanswered; null when none came in time. */
  @Nullable Delivery await(Duration atMost) throws IOException, InterruptedException {
    if (consuming == null) {
      consume();
    }
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      var delivery = delivered.poll(200, TimeUnit.MILLISECONDS);
      if (delivery != null) {
        return delivery;
      }
      if (!isOpen()) {
        throw new IOException("The connection was closed");
      }
      if (System.nanoTime() > deadline) {
        return null;
      }
    }
  }

  private void consume() throws IOException {
    var channel = connection.createChannel();
    channel.queueDeclare(
        CeleryTask.QUEUE, true, false, false, Map.of("x-max-priority", CeleryTask.MAX_PRIORITY));
    channel.basicQos(1);
    var arriving = new LinkedBlockingQueue<Delivery>();
    delivered = arriving;
    tag =
        channel.basicConsume(
            CeleryTask.QUEUE,
            false,
            (consumer, delivery) -> arriving.add(delivery),
            consumer -> cancelled = true);
    consuming = channel;
  }

  /** The message is done with, for good. */
  void drop(Delivery delivery) throws IOException {
    if (consuming != null) {
      consuming.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
    }
  }

  /** A message in hand, for as long as its run takes. */
  static final class Held {
    private final Channel channel;
    private final long tag;

    private Held(Channel channel, long tag) {
      this.channel = channel;
      this.tag = tag;
    }

    /** It is done with, for good. */
    void done() {
      answer(() -> channel.basicAck(tag, false));
    }

    /** Somebody else is to have it. */
    void giveBack() {
      answer(() -> channel.basicReject(tag, true));
    }

    @FunctionalInterface
    private interface Answer {
      void give() throws IOException;
    }

    /** A connection that broke has given it back already. */
    private void answer(Answer answer) {
      try {
        answer.give();
        channel.close();
      } catch (IOException | TimeoutException | AlreadyClosedException e) {
        log.info("A message could not be answered; the broker delivers it again: {}", e.toString());
      }
    }
  }

  /** Keeps a message unanswered on a channel of its own, on which nothing else comes. */
  Held hold(Delivery delivery) throws IOException {
    var channel = Objects.requireNonNull(consuming);
    channel.basicCancel(Objects.requireNonNull(tag));
    consuming = null;
    tag = null;
    return new Held(channel, delivery.getEnvelope().getDeliveryTag());
  }

  /** Takes no more messages for now; what is in hand goes back to the queue. */
  void pause() throws IOException {
    var channel = consuming;
    consuming = null;
    tag = null;
    if (channel != null && channel.isOpen()) {
      try {
        channel.close();
      } catch (TimeoutException e) {
        throw new IOException("The channel cannot be closed", e);
      }
    }
  }

  /** Tells whoever listens about this worker, as Celery's workers do. */
  void tell(String type, byte[] event) throws IOException {
    var properties =
        new BasicProperties.Builder()
            .contentType(CeleryTask.CONTENT_TYPE)
            .contentEncoding("utf-8")
            .deliveryMode(1)
            .build();
    synchronized (events) {
      events.basicPublish(EVENTS, type.replace('-', '.'), properties, event);
    }
  }

  @Override
  public void close() {
    connection.abort((int) PATIENCE.toMillis());
  }
}

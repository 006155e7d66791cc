package dev.assay.server.queues.broker;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.assay.contract.Json;
import dev.assay.contract.WorkerInfo;
import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.contract.codabench.TaskEvent;
import dev.assay.contract.codabench.WorkerEvent;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.Workers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.core.JacksonException;

/**
 * Hears the signs of life that workers give on the broker, so that those which have nothing to do
 * are seen too, and asks Celery's workers to tell of their tasks as well. Nothing depends on any of
 * it.
 */
final class WorkerEvents {
  private static final Logger log = LoggerFactory.getLogger(WorkerEvents.class);
  private static final Duration NOTED_EACH = Duration.ofSeconds(5);

  /** In case that an order, or the word of a new start, got lost. */
  private static final Duration ASKED_EACH = Duration.ofMinutes(1);

  /**
   * What tells of ends: one queue for all instances of the site, kept while none of them listens. A
   * worker that cannot reach the site breaks off with no word but this.
   */
  private static final String ENDS = "assay.task-ends";

  private static final Map<String, Object> ENDS_ARE_KEPT =
      Map.of(
          "x-message-ttl", Duration.ofHours(1).toMillis(),
          "x-expires", Duration.ofDays(1).toMillis(),
          "x-max-length", 10_000);

  private final BrokerUrl address;
  private final Broker broker;
  private final BrokerQueues queues;
  private final Workers workers;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  /** Guarded by this. */
  private final Map<BrokerQueue, Connection> listening = new HashMap<>();

  private volatile boolean isClosed;

  private final Map<Sender, Instant> noted = new ConcurrentHashMap<>();

  /** When workers of Celery's were asked last to tell of their tasks. */
  private final Map<Sender, Instant> asked = new ConcurrentHashMap<>();

  private final Set<QueueId> toAsk = ConcurrentHashMap.newKeySet();

  private record Sender(QueueId queue, String name) {}

  WorkerEvents(
      BrokerUrl address,
      Broker broker,
      BrokerQueues queues,
      Workers workers,
      ApplicationEventPublisher events,
      Clock clock) {
    this.address = address;
    this.broker = broker;
    this.queues = queues;
    this.workers = workers;
    this.events = events;
    this.clock = clock;
  }

  /** Listens where it does not yet, or not any more. */
  synchronized void listen() {
    if (isClosed) {
      return;
    }
    listening.values().removeIf(connection -> !connection.isOpen());
    for (var queue : queues.all()) {
      if (!listening.containsKey(queue)) {
        try {
          listening.put(queue, open(queue));
        } catch (IOException | TimeoutException e) {
          log.debug("Cannot listen to the workers of queue {}", queue.id(), e);
        }
      }
      if (toAsk.remove(queue.id())) {
        askForTasks(queue);
      }
    }
  }

  private void askForTasks(BrokerQueue queue) {
    try {
      broker.askForTaskEvents(queue.vhost());
    } catch (BrokerUnavailable e) {
      toAsk.add(queue.id());
      log.debug("Cannot ask the workers of queue {} to tell of their tasks", queue.id(), e);
    }
  }

  private Connection open(BrokerQueue queue) throws IOException, TimeoutException {
    var connection = RabbitLink.connect(address.withVhost(queue.vhost()));
    try {
      var channel = connection.createChannel();
      channel.exchangeDeclare(WorkerEvent.EXCHANGE, BuiltinExchangeType.TOPIC, true);
      var own = channel.queueDeclare().getQueue();
      channel.queueBind(own, WorkerEvent.EXCHANGE, "worker.#");
      channel.queueBind(own, WorkerEvent.EXCHANGE, "task.#");
      channel.queueDeclare(ENDS, true, false, false, ENDS_ARE_KEPT);
      channel.queueBind(ENDS, WorkerEvent.EXCHANGE, "task.#");
      channel.basicConsume(
          own, true, (tag, told) -> hear(queue.id(), told, TaskEvent::isTaken), tag -> {});
      channel.basicConsume(
          ENDS,
          false,
          (tag, told) -> {
            // What cannot be noted, as in a site that is just closed, is heard again from the next.
            if (hear(queue.id(), told, event -> !event.isTaken()) && !isClosed) {
              channel.basicAck(told.getEnvelope().getDeliveryTag(), false);
            }
          },
          tag -> {});
      return connection;
    } catch (IOException | RuntimeException e) {
      connection.abort();
      throw e;
    }
  }

  /**
   * @return false if it could not be noted
   */
  private boolean hear(QueueId queue, Delivery delivery, Predicate<TaskEvent> isFor) {
    try {
      var said = Json.MAPPER.readTree(delivery.getBody());
      if (!delivery.getEnvelope().getRoutingKey().startsWith("task.")) {
        note(queue, Json.MAPPER.treeToValue(said, WorkerEvent.class));
        return true;
      }
      for (var one : said.isArray() ? said : List.of(said)) {
        var event = Json.MAPPER.treeToValue(one, TaskEvent.class);
        if (isFor.test(event)) {
          events.publishEvent(new TaskHeard(queue, event));
        }
      }
      return true;
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      log.debug("Something else than a worker's sign of life", e);
      return true;
    } catch (RuntimeException e) {
      log.warn("A worker's sign of life at queue {} cannot be noted", queue, e);
      return false;
    }
  }

  private void note(QueueId queue, WorkerEvent event) {
    var assay = event.assay();
    var sender =
        new Sender(queue, assay == null ? event.hostname() : assay.worker().instance().toString());
    var now = clock.instant();
    if (event.isOffline()) {
      noted.remove(sender);
      asked.remove(sender);
      workers.find(queue, worker(queue, event).instance()).ifPresent(workers::gone);
      return;
    }
    var last = noted.get(sender);
    if (last == null || !now.isBefore(last.plus(NOTED_EACH))) {
      noted.put(sender, now);
      workers.asks(queue, worker(queue, event), freeSlots(event));
    }
    if (event.isOnline()) {
      // Who was started again has forgotten; it hears orders only from its first heartbeat on.
      asked.remove(sender);
      return;
    }
    var before = asked.get(sender);
    if (assay == null && (before == null || !now.isBefore(before.plus(ASKED_EACH)))) {
      asked.put(sender, now);
      toAsk.add(queue);
    }
  }

  private WorkerInfo worker(QueueId queue, WorkerEvent event) {
    if (event.assay() != null) {
      return event.assay().worker();
    }
    var machine = workers.knownAs(queue, WorkerEvent.nameOf(event.hostname()));
    return CeleryWorkers.on(queue, machine, event.version());
  }

  private static int freeSlots(WorkerEvent event) {
    return event.assay() != null
        ? event.assay().freeSlots()
        : Math.max(0, 1 - (event.active() == null ? 0 : event.active()));
  }

  synchronized void close() {
    isClosed = true;
    listening.values().forEach(connection -> connection.abort(1000));
    listening.clear();
  }
}

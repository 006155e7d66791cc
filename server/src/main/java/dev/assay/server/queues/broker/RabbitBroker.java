package dev.assay.server.queues.broker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.assay.contract.Json;
import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.contract.codabench.CeleryTask;
import dev.assay.contract.codabench.TaskEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection a virtual host, made when first needed and again after it broke. */
final class RabbitBroker implements Broker, AutoCloseable {
  private final BrokerUrl address;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  RabbitBroker(BrokerUrl address) {
    this.address = address;
  }

  /** The link to one virtual host. Whoever uses it holds its monitor: a channel is for one. */
  private static final class Slot {
    @Nullable RabbitLink link;
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public String defaultVhost() {
    return address.vhost();
  }

  @Override
  public Depth depth(String vhost) throws BrokerUnavailable {
    return on(
        vhost,
        link -> {
          var found = link.declareQueue();
          return new Depth(found.getMessageCount(), found.getConsumerCount());
        });
  }

  @Override
  public void publish(String vhost, CeleryTask task) throws BrokerUnavailable {
    on(
        vhost,
        link -> {
          link.publish(task);
          return task;
        });
  }

  @Override
  public void revoke(String vhost, UUID task) throws BrokerUnavailable {
    broadcast(vhost, "revoke", Map.of("task_id", task.toString(), "terminate", true));
  }

  @Override
  public void askForTaskEvents(String vhost) throws BrokerUnavailable {
    broadcast(vhost, TaskEvent.ENABLE, Map.of());
  }

  private void broadcast(String vhost, String method, Map<String, Object> arguments)
      throws BrokerUnavailable {
    var order = new HashMap<String, @Nullable Object>();
    order.put("method", method);
    order.put("arguments", arguments);
    order.put("destination", null);
    on(
        vhost,
        link -> {
          link.broadcast(Json.MAPPER.writeValueAsBytes(order));
          return method;
        });
  }

  private interface Use<T> {
    T with(RabbitLink link) throws IOException, TimeoutException, InterruptedException;
  }

  private <T> T on(String vhost, Use<T> use) throws BrokerUnavailable {
    var slot = slots.computeIfAbsent(vhost, name -> new Slot());
    synchronized (slot) {
      try {
        if (slot.link == null || !slot.link.isOpen()) {
          slot.link = RabbitLink.open(address.withVhost(vhost));
        }
        return use.with(slot.link);
      } catch (IOException | TimeoutException | AlreadyClosedException e) {
        drop(slot);
        throw new BrokerUnavailable(
            "RabbitMQ at %s: %s".formatted(address.withVhost(vhost), reason(e)), e);
      } catch (InterruptedException e) {
        drop(slot);
        Thread.currentThread().interrupt();
        throw new BrokerUnavailable("Interrupted while talking to RabbitMQ", e);
      }
    }
  }

  /** The broker's own words are in the cause. */
  private static String reason(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ShutdownSignalException) {
        return String.valueOf(cause.getMessage());
      }
    }
    return e.toString();
  }

  private static void drop(Slot slot) {
    if (slot.link != null) {
      slot.link.close();
    }
    slot.link = null;
  }

  /** Forgets a virtual host that is no more. */
  void forget(String vhost) {
    var slot = slots.remove(vhost);
    if (slot != null) {
      synchronized (slot) {
        drop(slot);
      }
    }
  }

  @Override
  public void close() {
    slots.keySet().forEach(this::forget);
  }
}

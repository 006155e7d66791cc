package dev.assay.server.queues.broker;

import dev.assay.contract.codabench.BrokerUrl;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which broker carries work to workers, if any.
 *
 * @param url where the site itself logs in ({@code amqp://…}); its virtual host carries the default
 *     queue
 * @param management RabbitMQ's management API, for queues with accounts of their own; null: port
 *     15672 of the same host
 * @param workers where workers reach the broker, host and port, if that is not where the site does
 * @param headroom how many messages wait beyond one for each consumer
 * @param sweep how often broker and database are compared
 * @param lost a message that is neither in the broker nor begun for so long is taken for lost
 */
@ConfigurationProperties(prefix = "assay.broker", ignoreUnknownFields = false)
public record BrokerSettings(
    @Nullable String url,
    @Nullable URI management,
    @Nullable String workers,
    @DefaultValue("2") int headroom,
    @DefaultValue("1s") Duration sweep,
    @DefaultValue("15s") Duration lost) {

  private static final int MANAGEMENT_PORT = 15672;

  public BrokerSettings {
    url = blankIsNull(url);
    workers = blankIsNull(workers);
    if (url != null) {
      BrokerUrl.parse(url);
    }
    if (headroom < 1) {
      throw new IllegalArgumentException(
          "assay.broker.headroom must be at least 1, got " + headroom);
    }
    if (!sweep.isPositive() || !lost.isPositive()) {
      throw new IllegalArgumentException(
          "assay.broker.sweep and assay.broker.lost must be positive, got %s and %s"
              .formatted(sweep, lost));
    }
  }

  private static @Nullable String blankIsNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  /** Whether there is a broker. */
  public boolean isOn() {
    return url != null;
  }

  /** Where the site logs in. */
  BrokerUrl address() {
    if (url == null) {
      throw new IllegalStateException("No broker is configured (assay.broker.url)");
    }
    return BrokerUrl.parse(url);
  }

  URI managementAddress() {
    return management != null
        ? management
        : URI.create("http://%s:%d".formatted(address().host(), MANAGEMENT_PORT));
  }

  /** Where workers log in. */
  BrokerUrl workersAddress() {
    var own = address();
    if (workers == null) {
      return own;
    }
    var there = BrokerUrl.parse(workers.contains("://") ? workers : "amqp://" + workers);
    return new BrokerUrl(
        there.isTls() || own.isTls(),
        there.host(),
        there.port(),
        own.user(),
        own.password(),
        own.vhost());
  }

  /** The password is part of the address. */
  @Override
  public String toString() {
    return isOn() ? "broker " + address() : "no broker";
  }
}

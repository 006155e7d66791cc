package dev.assay.server.queues.broker;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The site's own rights at the broker, if it has one. */
@Component
final class RabbitAccess {
  private final BrokerSettings settings;
  private final Broker broker;
  private final @Nullable BrokerAdministration administration;

  RabbitAccess(BrokerSettings settings, Broker broker) {
    this.settings = settings;
    this.broker = broker;
    this.administration =
        settings.isOn()
            ? new BrokerAdministration(settings.managementAddress(), settings.address())
            : null;
  }

  boolean isOn() {
    return administration != null;
  }

  BrokerAdministration administration() throws BrokerUnavailable {
    if (administration == null) {
      throw new BrokerUnavailable("No broker is configured (assay.broker.url)");
    }
    return administration;
  }

  String workersHost() {
    var address = settings.workersAddress();
    return address.host() + ":" + address.port();
  }

  String connectionString(String user, String password, String vhost) {
    return settings.workersAddress().as(user, password, vhost).reveal();
  }

  void forget(String vhost) {
    if (broker instanceof RabbitBroker rabbit) {
      rabbit.forget(vhost);
    }
  }
}

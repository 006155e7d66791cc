package dev.assay.server.queues.broker;

import dev.assay.contract.codabench.CeleryTask;
import java.util.UUID;

/** A site whose workers all come by HTTPS. */
final class NoBroker implements Broker {

  @Override
  public boolean isConfigured() {
    return false;
  }

  @Override
  public String defaultVhost() {
    return "/";
  }

  @Override
  public Depth depth(String vhost) throws BrokerUnavailable {
    throw none();
  }

  @Override
  public void publish(String vhost, CeleryTask task) throws BrokerUnavailable {
    throw none();
  }

  @Override
  public void revoke(String vhost, UUID task) throws BrokerUnavailable {
    throw none();
  }

  @Override
  public void askForTaskEvents(String vhost) throws BrokerUnavailable {
    throw none();
  }

  private static BrokerUnavailable none() {
    return new BrokerUnavailable("No broker is configured (assay.broker.url)");
  }
}

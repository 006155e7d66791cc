package dev.assay.cli.supervision;

import dev.assay.cli.Stopped;
import dev.assay.contract.codabench.BrokerUrl;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which broker the site uses, if any; handed over in the environment, which other users cannot
 * read.
 */
public record BrokerAccess(Map<String, String> environment) {
  public static final BrokerAccess NONE = new BrokerAccess(Map.of());

  public BrokerAccess {
    environment = Map.copyOf(environment);
  }

  /**
   * @param url null or empty for none
   * @param management RabbitMQ's management API, if it is not where it usually is
   * @param forWorkers where workers reach the broker, if that is not where the site does
   */
  public static BrokerAccess of(
      @Nullable String url, @Nullable URI management, @Nullable String forWorkers) {
    if (url == null || url.isBlank()) {
      return NONE;
    }
    try {
      BrokerUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw Stopped.byMachine("--broker: " + e.getMessage());
    }
    var environment = new HashMap<String, String>();
    environment.put("ASSAY_BROKER_URL", url.strip());
    if (management != null) {
      environment.put("ASSAY_BROKER_MANAGEMENT", management.toString());
    }
    if (forWorkers != null) {
      environment.put("ASSAY_BROKER_WORKERS", forWorkers);
    }
    return new BrokerAccess(environment);
  }

  /** These settings beside others. */
  Map<String, String> with(Map<String, String> others) {
    var all = new HashMap<>(others);
    all.putAll(environment);
    return all;
  }

  @Override
  public String toString() {
    return environment.isEmpty() ? "no broker" : "a broker";
  }
}

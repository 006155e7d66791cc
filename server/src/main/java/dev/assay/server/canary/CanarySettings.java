package dev.assay.server.canary;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How queues are tried.
 *
 * @param every how often each queue is tried; zero: never
 * @param patience how long a canary may take from its start on a worker, and how long it may wait
 *     where no worker is there; a queue that is merely full is not at fault
 */
@ConfigurationProperties(prefix = "assay.canary", ignoreUnknownFields = false)
record CanarySettings(@DefaultValue("15m") Duration every, @DefaultValue("10m") Duration patience) {

  boolean isOn() {
    return every.isPositive();
  }
}

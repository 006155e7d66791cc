package dev.assay.server.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the storage.
 *
 * @param keepUnused how long an object that nothing refers to is kept: longer than anything takes
 *     between storing a file and saying what it is for
 * @param sweepEvery how often such objects are looked for
 */
@ConfigurationProperties(prefix = "assay.storage", ignoreUnknownFields = false)
record StorageSettings(
    @DefaultValue("24h") Duration keepUnused, @DefaultValue("1h") Duration sweepEvery) {

  StorageSettings {
    if (keepUnused.compareTo(Duration.ofMinutes(1)) < 0 || !sweepEvery.isPositive()) {
      throw new IllegalArgumentException(
          "assay.storage.keep-unused must be a minute or more and sweep-every positive, got %s and %s"
              .formatted(keepUnused, sweepEvery));
    }
  }
}

package dev.assay.server.uploads;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of uploads.
 *
 * @param keepUnfinished how long an upload may rest before it is forgotten
 * @param keepUnused how long a whole upload waits to be used
 * @param maxUnfinished how many unfinished uploads an account may have
 * @param spareDisk what an upload must leave free on the disk
 * @param checkpoint how often what has arrived is made sure of while more comes
 */
@ConfigurationProperties(prefix = "assay.uploads", ignoreUnknownFields = false)
record UploadsSettings(
    @DefaultValue("3d") Duration keepUnfinished,
    @DefaultValue("1h") Duration keepUnused,
    @DefaultValue("50") int maxUnfinished,
    @DefaultValue("1GB") DataSize spareDisk,
    @DefaultValue("1s") Duration checkpoint) {

  UploadsSettings {
    if (!keepUnfinished.isPositive() || !keepUnused.isPositive() || maxUnfinished < 1) {
      throw new IllegalArgumentException(
          "assay.uploads needs a positive keep-unfinished, keep-unused and max-unfinished; got %s, %s, %d"
              .formatted(keepUnfinished, keepUnused, maxUnfinished));
    }
  }
}

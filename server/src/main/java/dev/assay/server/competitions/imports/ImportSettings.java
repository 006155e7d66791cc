package dev.assay.server.competitions.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of imports.
 *
 * @param maxBundleSize the largest bundle taken
 * @param tries how often an import that fails, or whose site worker dies, is begun before it is
 *     given up
 * @param retryAfter pause before the second try; doubled before each further one
 */
@ConfigurationProperties("assay.imports")
record ImportSettings(
    @DefaultValue("20GB") DataSize maxBundleSize,
    @DefaultValue("5") int tries,
    @DefaultValue("5s") Duration retryAfter) {

  ImportSettings {
    if (maxBundleSize.toBytes() < 1 || tries < 1 || retryAfter.isNegative()) {
      throw new IllegalArgumentException(
          "assay.imports needs a positive max-bundle-size and tries, and a retry-after of 0 or"
              + " more; got %s, %d, %s".formatted(maxBundleSize, tries, retryAfter));
    }
  }
}

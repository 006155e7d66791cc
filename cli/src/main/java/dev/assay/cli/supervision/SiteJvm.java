package dev.assay.cli.supervision;

import java.util.ArrayList;
import java.util.List;

/**
 * The site's Java: a collector that costs little, since the site mostly waits for its database.
 * Both compilers, since the first alone hashes ten times slower than the processor can. {@code
 * ASSAY_SITE_JAVA_OPTIONS} adds to it.
 */
public record SiteJvm(List<String> options) {
  private static final List<String> FRUGAL =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx768m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true",
          "--enable-native-access=ALL-UNNAMED");

  public static SiteJvm standard() {
    var own = System.getenv().getOrDefault("ASSAY_SITE_JAVA_OPTIONS", "").strip();
    var options = new ArrayList<>(FRUGAL);
    if (!own.isEmpty()) {
      options.addAll(List.of(own.split("\\s+")));
    }
    return new SiteJvm(List.copyOf(options));
  }
}

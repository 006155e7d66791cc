package dev.assay.cli.supervision;

import java.util.ArrayList;
import java.util.List;

/**
 * The site's Java: a collector that costs little, since the site mostly waits for its database.
 * Both compilers, since the first alone hashes ten times slower than the processor can. {@code
 * ASSAY_SITE_JAVA_OPTIONS} in the environment adds to it, and so does, where this process starts
 * the site by itself, the system property {@code assay.site.java-options}.
 */
public record SiteJvm(List<String> options) {
  static final String PROPERTY = "assay.site.java-options";

  private static final List<String> FRUGAL =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx768m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true");

  /** Our own options, then those of the environment. */
  public static SiteJvm standard() {
    var options = new ArrayList<>(FRUGAL);
    options.addAll(words(System.getenv().getOrDefault("ASSAY_SITE_JAVA_OPTIONS", "")));
    options.addAll(words(System.getProperty(PROPERTY, "")));
    return new SiteJvm(List.copyOf(options));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}

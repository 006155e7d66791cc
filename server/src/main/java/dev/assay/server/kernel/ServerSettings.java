package dev.assay.server.kernel;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every feature may need to know of this process.
 *
 * @param roles {@code site} serves pages and workers, {@code site-worker} does background work
 * @param data folder for storage, temporary files and keys
 * @param url how browsers and workers reach the site, without a trailing slash
 * @param adminPasswordFile first administrator's password; null: none is made
 * @param exitWithStdin stop when standing input closes, as it does when a supervisor dies
 */
@ConfigurationProperties("assay")
public record ServerSettings(
    @DefaultValue({"site", "site-worker"}) Set<String> roles,
    @DefaultValue("data") Path data,
    @DefaultValue("http://127.0.0.1:8080") URI url,
    @Nullable Path adminPasswordFile,
    @Nullable Path workerTokenFile,
    @DefaultValue("false") boolean exitWithStdin,
    @DefaultValue("false") boolean styleguide) {

  public ServerSettings {
    roles = Set.copyOf(roles);
    var unknown =
        roles.stream().filter(role -> !Set.of("site", "site-worker").contains(role)).toList();
    if (roles.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "assay.roles must name site, site-worker or both, got " + roles);
    }
    data = data.toAbsolutePath().normalize();
  }

  /** Whether this process carries out background tasks. */
  public boolean isSiteWorker() {
    return roles.contains("site-worker");
  }

  /** Whether cookies may insist on HTTPS. */
  public boolean isHttps() {
    return "https".equals(url.getScheme());
  }
}

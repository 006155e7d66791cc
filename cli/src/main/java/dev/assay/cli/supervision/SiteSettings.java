package dev.assay.cli.supervision;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a process of the site is told on its command line; nothing secret is among it.
 *
 * @param more further settings by their names, which win
 */
public record SiteSettings(
    Role role, DataFolder data, String listen, int port, URI url, Map<String, String> more) {

  /** Which part of the site a process is. */
  public enum Role {
    SITE("site"),
    SITE_WORKER("site-worker"),
    BOTH("site,site-worker");

    private final String value;

    Role(String value) {
      this.value = value;
    }
  }

  public static final String MAIN_CLASS = "dev.assay.server.AssayServer";

  public SiteSettings {
    more = Map.copyOf(more);
  }

  /** The whole command that runs the process. */
  public List<String> command(AssayHome home, SiteJvm jvm) {
    var command = new ArrayList<>(home.siteJava(jvm.options(), MAIN_CLASS));
    command.add(argument("assay.roles", role.value));
    command.add(argument("assay.data", data.folder().toString()));
    command.add(argument("assay.url", url.toString()));
    command.add(argument("server.address", listen));
    command.add(argument("server.port", Integer.toString(port)));
    command.add(argument("assay.admin-password-file", data.adminPassword().toString()));
    command.add(argument("assay.worker-token-file", data.workerToken().toString()));
    command.add(argument("assay.exit-with-stdin", "true"));
    command.add(argument("spring.lifecycle.timeout-per-shutdown-phase", "5s"));
    more.forEach((name, value) -> command.add(argument(name, value)));
    return command;
  }

  private static String argument(String name, String value) {
    return "--%s=%s".formatted(name, value);
  }

  /** Where a process on this machine reaches the site. */
  public URI local() {
    return address(listen.equals("0.0.0.0") || listen.equals("::") ? "127.0.0.1" : listen, port);
  }

  /** The URL of an address, which may be one of IPv6. */
  public static URI address(String host, int port) {
    return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
  }
}

package dev.assay.contract.codabench;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is and how to log in, as in {@code pyamqp://user:password@host:5672/vhost}. An
 * empty path, {@code /} and {@code //} name the virtual host {@code /}. Its text form shows no
 * password.
 *
 * @param isTls {@code amqps} or {@code pyamqps}
 */
public record BrokerUrl(
    boolean isTls, String host, int port, String user, String password, String vhost) {
  private static final int PLAIN_PORT = 5672;
  private static final int TLS_PORT = 5671;

  /**
   * @throws IllegalArgumentException with what is wrong, without the password
   */
  public static BrokerUrl parse(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The broker's URL cannot be read; expected amqp://user:password@host:5672/vhost, with"
              + " special characters of user, password and virtual host percent-encoded");
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().replaceFirst("^py", "");
    if (!scheme.equals("amqp") && !scheme.equals("amqps")) {
      throw new IllegalArgumentException(
          "The broker's URL must begin with amqp://, amqps:// or pyamqp://, got " + scheme + "://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("The broker's URL names no host");
    }
    var login = uri.getRawUserInfo() == null ? "guest:guest" : uri.getRawUserInfo();
    int colon = login.indexOf(':');
    boolean tls = scheme.equals("amqps");
    return new BrokerUrl(
        tls,
        uri.getHost(),
        uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT,
        decoded(colon < 0 ? login : login.substring(0, colon)),
        colon < 0 ? "" : decoded(login.substring(colon + 1)),
        vhost(uri.getRawPath()));
  }

  private static String vhost(@Nullable String path) {
    return path == null || path.isEmpty() || path.equals("/") ? "/" : decoded(path.substring(1));
  }

  /** The same broker for somebody else. */
  public BrokerUrl as(String otherUser, String otherPassword, String otherVhost) {
    return new BrokerUrl(isTls, host, port, otherUser, otherPassword, otherVhost);
  }

  /** The same login at another virtual host. */
  public BrokerUrl withVhost(String other) {
    return as(user, password, other);
  }

  /** With the password, in the form that Codabench's workers are given. */
  public String reveal() {
    return "%s://%s:%s@%s:%d/%s"
        .formatted(
            isTls ? "pyamqps" : "pyamqp",
            encoded(user),
            encoded(password),
            host,
            port,
            vhost.equals("/") ? "" : encoded(vhost));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "%s://%s@%s:%d, virtual host %s"
        .formatted(isTls ? "amqps" : "amqp", user, host, port, vhost);
  }
}

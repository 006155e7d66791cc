package dev.assay.cli;

import dev.assay.cli.supervision.BrokerAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command running a part of the site has. */
final class SiteOptions {
  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where everything is kept (default: ./${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the site (default: ${DEFAULT-VALUE}); 0 takes a free one.")
  private int port;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address the site listens on (default: ${DEFAULT-VALUE}). Others reach it through a proxy that speaks HTTPS.")
  String listen = "127.0.0.1";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where people reach the site, if that is not where it listens.")
  @Nullable URI url;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      defaultValue = "${env:ASSAY_BROKER}",
      description =
          "RabbitMQ that carries work to workers, amqp://user:password@host:5672/vhost (or ASSAY_BROKER, which other users of the machine cannot read).")
  @Nullable String broker;

  @Option(
      names = "--broker-management",
      paramLabel = "URL",
      description =
          "RabbitMQ's management API, for queues with accounts of their own (default: http, port 15672 of the same host).")
  @Nullable URI brokerManagement;

  @Option(
      names = "--broker-for-workers",
      paramLabel = "HOST:PORT",
      description = "Where workers reach RabbitMQ, if that is not where the site does.")
  @Nullable String brokerForWorkers;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A setting of the site by its name, for example assay.runs.lease=30s. May be given more than once.")
  Map<String, String> settings = new LinkedHashMap<>();

  /**
   * The port to listen on. A free one is chosen here, once, because the site's address is told to
   * others before it starts.
   *
   * @throws Stopped if it is no port
   */
  int port() {
    if (port < 0 || port > HIGHEST_PORT) {
      throw Stopped.byMachine(
          "--port %d: a port is a number from 1 to %d, or 0 for a free one."
              .formatted(port, HIGHEST_PORT));
    }
    if (port == 0) port = freePort();
    return port;
  }

  private int freePort() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getByName(listen))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free on " + listen, e);
    }
  }

  /** What the site is told of its broker. */
  BrokerAccess brokerAccess() {
    return BrokerAccess.of(broker, brokerManagement, brokerForWorkers);
  }
}

package dev.assay.cli.supervision;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the all-in-one site is started with.
 *
 * @param url where people reach the site, if that is not where it listens
 * @param workers compute worker processes; none leaves the work to workers elsewhere
 * @param workerArguments handed on to each worker
 * @param grace how long a worker may finish what it runs when the site is stopped
 */
public record UpOptions(
    Path data,
    String listen,
    int port,
    Optional<URI> url,
    int workers,
    List<String> workerArguments,
    Map<String, String> settings,
    BrokerAccess broker,
    Duration grace) {

  public UpOptions {
    workerArguments = List.copyOf(workerArguments);
    settings = Map.copyOf(settings);
  }

  /** One worker, port 8080 of the loopback interface. */
  public static UpOptions standard(Path data) {
    return new UpOptions(
        data,
        "127.0.0.1",
        8080,
        Optional.empty(),
        1,
        List.of(),
        Map.of(),
        BrokerAccess.NONE,
        Duration.ofSeconds(60));
  }

  /** The same on another port. */
  public UpOptions withPort(int chosen) {
    return new UpOptions(
        data, listen, chosen, url, workers, workerArguments, settings, broker, grace);
  }

  /** The same with so many workers. */
  public UpOptions withWorkers(int number) {
    return new UpOptions(data, listen, port, url, number, workerArguments, settings, broker, grace);
  }
}

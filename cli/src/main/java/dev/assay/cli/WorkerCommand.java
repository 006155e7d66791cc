package dev.assay.cli;

import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.engine.EngineProvider;
import dev.assay.worker.BrokerSource;
import dev.assay.worker.Worker;
import dev.assay.worker.WorkerFolder;
import dev.assay.worker.WorkerRefused;
import dev.assay.worker.WorkerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay worker}: runs submissions for a site, which it only has to reach by HTTPS. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Runs submissions for a site on this machine's container engine until it is stopped.",
      "Needs nothing but outgoing HTTPS to the site and a worker token, which the site's queue page gives.",
      "With --broker it waits at RabbitMQ, for the default queue or for one of its own, and needs no token."
    })
final class WorkerCommand implements Callable<Integer> {
  @Option(
      names = "--site",
      paramLabel = "URL",
      defaultValue = "${env:ASSAY_SITE}",
      description = "The site to work for (or ASSAY_SITE).")
  private @Nullable URI site;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      defaultValue = "${env:ASSAY_BROKER}",
      description =
          "Listens at RabbitMQ instead, amqp://user:password@host:5672/vhost (or ASSAY_BROKER, which other users of the machine cannot read).")
  private @Nullable String broker;

  @Option(
      names = "--codabench",
      description = {
        "Runs every message at the broker as for a Codabench site and reports in its way.",
        "Not needed as a rule: messages of a Codabench site are known by themselves."
      })
  private boolean codabench;

  @Option(
      names = "--codabench-shared-output",
      description = {
        "For a Codabench site's tasks with ingestion during scoring: both programs write one folder,",
        "as with its own worker. Participants' code may then write its own scores."
      })
  private boolean sharedOutput;

  @Option(
      names = "--codabench-reference-data",
      description = {
        "For a Codabench site's tasks with ingestion during scoring: ingestion sees the reference data,",
        "as with its own worker. Participants' code may then read the answers."
      })
  private boolean referenceData;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "worker-data",
      description =
          "The worker's own folder, on the container engine's machine (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("worker-data");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "How the queue page calls it (default: this machine's name).")
  private @Nullable String name;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "How many submissions run at once (default: one for two processors).")
  private @Nullable Integer slots;

  @Option(
      names = {"--image-map", "--image"},
      paramLabel = "FROM=TO",
      description = "Runs image TO where a competition asks for FROM. May be given more than once.")
  private Map<String, String> images = new LinkedHashMap<>();

  @Option(
      names = "--cache",
      paramLabel = "SIZE",
      defaultValue = "20G",
      converter = SizeConverter.class,
      description = "The most that is kept of programs and data (default: ${DEFAULT-VALUE}).")
  private Size cache = new Size(0);

  @Option(
      names = "--min-free-disk",
      paramLabel = "SIZE",
      defaultValue = "1G",
      converter = SizeConverter.class,
      description =
          "With less room than this in its folder, the worker claims nothing (default: ${DEFAULT-VALUE}).")
  private Size minFree = new Size(0);

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long running submissions may go on when the worker is stopped (default: ${DEFAULT-VALUE}).")
  private int grace;

  @Option(names = "--exit-with-stdin", hidden = true)
  private boolean exitWithStdin;

  @Mixin private TokenOptions token = new TokenOptions();
  @Mixin private AllowOptions allowed = new AllowOptions();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private GpuOptions gpus = new GpuOptions();

  @Override
  public Integer call() throws InterruptedException {
    var source = source();
    var secret = source == null ? token.read() : "none";
    try (var folder = WorkerFolder.open(data.toAbsolutePath());
        var engine = EngineProvider.connectAny(folder.engine())) {
      var machine = engine.info();
      int atOnce = slots != null ? slots : Math.max(1, machine.cpus() / 2);
      if (atOnce < 1) {
        throw Stopped.byMachine("--slots has to be at least 1, got " + atOnce + ".");
      }
      var settings =
          new WorkerSettings(
              address(source),
              secret,
              Objects.requireNonNullElseGet(name, HostName::find),
              data.toAbsolutePath(),
              atOnce,
              gpus.devices(),
              images,
              allowed.ceiling(),
              limits.of(machine, atOnce),
              cache.bytes(),
              minFree.bytes(),
              WorkerSettings.Timing.STANDARD);
      var worker = new Worker(settings, source, folder, engine, Clock.systemUTC());
      stopWhenAsked(worker);
      worker.run();
      return 0;
    } catch (IOException | WorkerRefused e) {
      throw Stopped.byMachine(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private @Nullable BrokerSource source() {
    if (broker == null || broker.isBlank()) {
      return null;
    }
    try {
      return new BrokerSource(
          BrokerUrl.parse(broker),
          site,
          codabench,
          new BrokerSource.Opened(sharedOutput, referenceData));
    } catch (IllegalArgumentException e) {
      throw Stopped.byMachine("--broker: " + e.getMessage());
    }
  }

  /** Without a site of its own, a worker at a broker learns where to report from each message. */
  private URI address(@Nullable BrokerSource source) {
    if (site != null) {
      return site;
    }
    if (source == null) {
      throw Stopped.byMachine(
          "Work for whom? Give the site's address with --site, or a broker's with --broker.");
    }
    return URI.create("amqp://%s:%d".formatted(source.url().host(), source.url().port()));
  }

  private void stopWhenAsked(Worker worker) {
    var patience = Duration.ofSeconds(grace);
    StopSignal.install(() -> stop(worker, patience), () -> stop(worker, Duration.ZERO));
    if (exitWithStdin) {
      EndOfInput.then(() -> stop(worker, Duration.ZERO));
    }
  }

  /** Not on the thread that asks: more may be asked meanwhile. */
  private static void stop(Worker worker, Duration patience) {
    Thread.ofPlatform()
        .name("stop")
        .start(
            () -> {
              try {
                worker.stop(patience);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }
}

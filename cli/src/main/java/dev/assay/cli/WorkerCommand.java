package dev.assay.cli;

import dev.assay.engine.EngineProvider;
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
      "Needs nothing but outgoing HTTPS to the site and a worker token, which the site's queue page gives."
    })
final class WorkerCommand implements Callable<Integer> {
  @Option(
      names = "--site",
      paramLabel = "URL",
      required = true,
      defaultValue = "${env:ASSAY_SITE}",
      description = "The site to work for (or ASSAY_SITE).")
  private URI site = URI.create("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "worker",
      description =
          "The worker's own folder, on the container engine's machine (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("worker");

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

  @Override
  public Integer call() throws InterruptedException {
    var secret = token.read();
    try (var folder = WorkerFolder.open(data.toAbsolutePath());
        var engine = EngineProvider.connectAny(folder.engine())) {
      var machine = engine.info();
      int atOnce = slots != null ? slots : Math.max(1, machine.cpus() / 2);
      if (atOnce < 1) {
        throw Stopped.byMachine("--slots has to be at least 1, got " + atOnce + ".");
      }
      var settings =
          new WorkerSettings(
              site,
              secret,
              Objects.requireNonNullElseGet(name, HostName::find),
              data.toAbsolutePath(),
              atOnce,
              images,
              allowed.ceiling(),
              limits.of(machine, atOnce),
              cache.bytes(),
              WorkerSettings.Timing.STANDARD);
      var worker = new Worker(settings, folder, engine, Clock.systemUTC());
      stopWhenAsked(worker);
      worker.run();
      return 0;
    } catch (IOException | WorkerRefused e) {
      throw Stopped.byMachine(e.getMessage() == null ? e.toString() : e.getMessage());
    }
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

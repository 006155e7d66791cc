package dev.assay.cli;

import dev.assay.cli.supervision.AllInOne;
import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.UpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay up}: the whole site on one data folder, until it is told to stop. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole site here until Ctrl-C: pages, PostgreSQL, storage and a compute worker, each a process of its own.",
      "Everything is kept in the data folder; start it again and it goes on where it was."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private SiteOptions site = new SiteOptions();

  @Option(names = "--no-worker", description = "Run no compute worker here; others may connect.")
  private boolean noWorker;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Compute worker processes (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "How many submissions each worker runs at once (default: the worker's own).")
  private @Nullable Integer slots;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long running submissions may go on when the site is stopped (default: ${DEFAULT-VALUE}); a second Ctrl-C cuts them off.")
  private int grace;

  @Override
  public Integer call() {
    var said = new Voice();
    try (var up = AllInOne.on(AssayHome.find(), options(), said)) {
      var stop = StopSignal.install(up::hurry);
      stop.during(
          () -> {
            up.start();
            said.ready(up);
            stop.await();
          });
    }
    said.accept("stopped");
    return 0;
  }

  private UpOptions options() {
    var arguments = new ArrayList<String>();
    if (slots != null) {
      arguments.add("--slots=" + slots);
    }
    return new UpOptions(
        site.data,
        site.listen,
        site.port(),
        Optional.ofNullable(site.url),
        noWorker ? 0 : workers,
        arguments,
        site.settings,
        site.brokerAccess(),
        Duration.ofSeconds(grace));
  }
}

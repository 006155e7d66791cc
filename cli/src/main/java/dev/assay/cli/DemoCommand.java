package dev.assay.cli;

import dev.assay.cli.demo.Demo;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.supervision.AllInOne;
import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.UpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay demo}: the whole way, with the sample benchmarks. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Starts the site as `up` does, uploads the sample benchmarks, submits to each a good, a better and a failing submission, and prints the leaderboards.",
      "Stays up until Ctrl-C. With --once it stops everything afterwards and exits 0 only if the leaderboards are what they should be."
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin private SiteOptions site = new SiteOptions();

  @Option(
      names = "--once",
      description = "Stop afterwards; exit 0 only if everything came out as it should.")
  private boolean once;

  @Option(names = "--no-install", description = "Only say what would have to be installed.")
  private boolean noInstall;

  @Override
  public Integer call() {
    var home = AssayHome.find();
    var said = new Voice();
    var samples = home.folder().resolve("samples");
    var shown = new ArrayList<Demo.Shown>();
    try (var up = AllInOne.on(home, options(), said)) {
      var stop = StopSignal.install(up::hurry);
      stop.during(
          () -> {
            up.start();
            var demo = new Demo(SiteClient.visiting(up.url()), up.data().folder(), samples, said);
            shown.addAll(demo.play());
            shown.forEach(DemoCommand::print);
            said.ready(up);
            if (!once) {
              stop.await();
            }
          });
    }
    return verdict(shown);
  }

  private UpOptions options() {
    return new UpOptions(
        site.data,
        site.listen,
        site.port(),
        Optional.ofNullable(site.url),
        1,
        List.of(),
        site.settings,
        site.brokerAccess(),
        Duration.ofSeconds(60));
  }

  private Integer verdict(List<Demo.Shown> shown) {
    var deviations = shown.stream().flatMap(one -> one.deviations().stream()).toList();
    deviations.forEach(deviation -> System.err.println("assay: " + deviation));
    return once && (shown.isEmpty() || !deviations.isEmpty()) ? 1 : 0;
  }

  private static void print(Demo.Shown shown) {
    System.out.printf("%n%s   %s%n", shown.title(), shown.url());
    for (var row : shown.rows()) {
      var scores = new StringBuilder();
      row.scores()
          .forEach(
              (key, value) -> scores.append("  ").append(key).append(' ').append(shortened(value)));
      System.out.printf(
          "  %2d. %-8s %-18s%s%n", row.rank(), row.participant(), row.submission(), scores);
    }
    for (var failure : shown.failures()) {
      System.out.println("  " + FailureText.of(failure).replace("\n", "\n  "));
    }
  }

  private static String shortened(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : "%.4f".formatted(value);
  }
}

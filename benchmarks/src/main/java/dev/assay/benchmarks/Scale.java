package dev.assay.benchmarks;

import dev.assay.benchmarks.lab.FakeWorkers;
import dev.assay.benchmarks.lab.Lab;
import dev.assay.benchmarks.lab.LabProcess;
import dev.assay.benchmarks.lab.Prober;
import dev.assay.benchmarks.lab.WaitingRoom;
import dev.assay.benchmarks.lab.WrittenBundle;
import dev.assay.cli.supervision.SiteSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a worker that asks for work waits for its order while fifty others work, and how that
 * grows with what waits in the queue. The workers are the real ones, but for their engine.
 */
final class Scale implements Benchmark {
  private static final int COMPETITIONS = 5;
  private static final int PARTICIPANTS = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final int RUN_MILLIS = 4000;

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String summary() {
    return "lease latency with 100,000 waiting over that with 1,000, with 50 workers at work"
        + " (--workers=50, --seconds=20, --levels=1000,10000,100000)";
  }

  /** What was seen while so many waited. */
  private record Level(
      int waiting, Samples leases, double perSecond, double commits, Spread spread) {
    String inWords() {
      return String.format(
          Locale.ROOT,
          "%,7d waiting: lease p50 %.1f ms, p99 %.1f ms (%d asked); %.1f runs/s ended;"
              + " PostgreSQL %.0f commits/s; turns a participant %d to %d; newcomer waited %.1f s",
          waiting,
          leases.median(),
          leases.quantile(0.99),
          leases.count(),
          perSecond,
          commits,
          spread.fewest(),
          spread.most(),
          spread.newcomer().toMillis() / 1000.0);
    }
  }

  /** How evenly turns were given out, and how long one waited who came last. */
  private record Spread(long fewest, long most, Duration newcomer) {}

  @Override
  public String run(Map<String, String> options) throws IOException, InterruptedException {
    int workers = Integer.parseInt(options.getOrDefault("workers", "50"));
    var seconds = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "20")));
    var levels =
        List.of(options.getOrDefault("levels", "1000,10000,100000").split(",")).stream()
            .map(Integer::parseInt)
            .toList();
    try (var lab = new Lab(Lab.temporaryFolder("scale"), Map.of())) {
      var site = lab.site("site", SiteSettings.Role.BOTH);
      site.awaitReady();
      var client = lab.admin(site);
      var bundle = WrittenBundle.competition(lab.folder());
      var phases = new ArrayList<Long>();
      for (int i = 0; i < COMPETITIONS; i++) {
        phases.add(Lab.phase(client, Lab.competition(client, bundle)));
      }
      try (var room =
              WaitingRoom.open(
                  lab,
                  client,
                  phases,
                  PARTICIPANTS,
                  WrittenBundle.submission(lab.folder(), 1, 3, RUN_MILLIS));
          var fleet = fleet(lab, site, workers);
          var prober = new Prober(site.url(), lab.workerToken())) {
        Progress.say(
            "%d workers, %d competitions, %d participants"
                .formatted(workers, COMPETITIONS, PARTICIPANTS));
        room.fill(levels.getFirst());
        prober.probe(WARM_UP); // compiled, and the workers are under way
        var seen = new ArrayList<Level>();
        for (int level : levels) {
          room.fill(level);
          seen.add(measure(room, prober, level, seconds, fleet));
          Progress.say(seen.getLast().inWords());
        }
        return verdict(seen, workers);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static LabProcess fleet(Lab lab, Lab.Site site, int workers) {
    return lab.java(
        "workers",
        List.of("-Xmx768m"),
        FakeWorkers.class,
        List.of(
            site.url().toString(),
            lab.folder().resolve("workers").toString(),
            "simulated",
            Integer.toString(workers),
            "1",
            "0"));
  }

  private static Level measure(
      WaitingRoom room, Prober prober, int level, Duration howLong, LabProcess fleet)
      throws SQLException, InterruptedException {
    prober.probe(Duration.ofSeconds(5)); // the caches are those of this level, too
    room.fill(level);
    var before = room.counters();
    var newcomer = room.newcomer();
    var leases = new Samples();
    var end = System.nanoTime() + howLong.toNanos();
    while (System.nanoTime() < end) {
      prober.probe(Duration.ofSeconds(2)).forEach(leases::add);
      room.fill(level);
    }
    var after = room.counters();
    if (!fleet.isAlive()) {
      throw new IllegalStateException("The workers died; see their log");
    }
    double took = Duration.between(before.at(), after.at()).toMillis() / 1000.0;
    var turns = room.turnsSince(before.at());
    return new Level(
        level,
        leases,
        (after.ended() - before.ended()) / took,
        (after.commits() - before.commits()) / took,
        new Spread(turns.fewest(), turns.most(), room.waited(newcomer, level)));
  }

  private static String verdict(List<Level> seen, int workers) {
    var few = seen.getFirst();
    var many = seen.getLast();
    return String.format(
        Locale.ROOT,
        "scale: %.2f x (lease p99 with %,d waiting %.1f ms, with %,d %.1f ms; %d workers; %d and %d asked)",
        many.leases().quantile(0.99) / few.leases().quantile(0.99),
        many.waiting(),
        many.leases().quantile(0.99),
        few.waiting(),
        few.leases().quantile(0.99),
        workers,
        many.leases().count(),
        few.leases().count());
  }
}

package dev.assay.benchmarks.lab;

import dev.assay.cli.supervision.SiteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two instances of the site, a site worker, PostgreSQL, RabbitMQ and workers of both carriers, of
 * which one's clock is an hour ahead and one's an hour behind, and one that runs real containers on
 * a Docker of its own; participants who submit; and two things at a time that go wrong. Afterwards
 * every promise is looked at.
 */
public final class ChaosRun {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "assay.runs.lease", "4s",
          "assay.runs.heartbeat", "500ms",
          "assay.runs.slow-poll", "500ms",
          "assay.broker.lost", "4s",
          "assay.tasks.heartbeat", "1s");

  // Generous: on a busy machine all that takes several times as long as it should.
  private static final Duration START = Duration.ofMinutes(20);
  private static final Duration BEYOND_THE_STORM = Duration.ofMinutes(10);
  private static final Duration EXAMINATION = Duration.ofMinutes(40);
  private static final Duration GRACE = Duration.ofMinutes(5);
  private static final Executor BESIDE = task -> Thread.ofVirtual().start(task);

  private final Plan plan;
  private final Consumer<String> say;
  private final Requests requests = new Requests();
  private final Acknowledged acknowledged = new Acknowledged();

  /**
   * What to do.
   *
   * @param poison how many submissions kill each worker that runs them
   * @param seed decides what goes wrong when and to whom
   * @param howLong the time over which submissions come and things go wrong; of the faults, those
   *     beyond one of each kind are left out that do not fit
   * @param containers whether some submissions run in real containers, where that is possible
   */
  public record Plan(
      int submissions, int poison, int faults, long seed, Duration howLong, boolean containers) {}

  /**
   * What came of it.
   *
   * @param faults that happened
   */
  public record Result(int receipts, int faults, int lost, int doubled, int stuck) {}

  public ChaosRun(Plan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
  }

  /**
   * Lets the storm pass and counts what it broke.
   *
   * @throws IllegalStateException if a stage did not come to an end; says which
   */
  public Result run() throws IOException, InterruptedException {
    var folder = Lab.temporaryFolder("chaos");
    say.accept("logs are in " + folder);
    var docker = CompletableFuture.supplyAsync(() -> docker(folder.resolve("d")), BESIDE);
    // Processes here start often and live for moments: the second compiler would only be in the
    // way.
    System.setProperty("assay.site.java-options", "-XX:TieredStopAtLevel=1");
    try (var watchdog = new Watchdog(folder, GRACE, say, () -> abandon(folder))) {
      return run(folder, docker, watchdog);
    }
  }

  private Result run(Path folder, CompletableFuture<@Nullable OwnDocker> docker, Watchdog watchdog)
      throws IOException, InterruptedException {
    watchdog.enters("the start", START);
    try (var lab = new Lab(folder, SETTINGS);
        var broker = lab.broker()) {
      var result = run(lab, broker, docker, watchdog);
      watchdog.enters("the end", GRACE);
      return result;
    } catch (SQLException e) {
      throw new IOException(e);
    } catch (InterruptedException | RuntimeException e) {
      throw watchdog
          .complaint()
          .<RuntimeException>map(why -> new IllegalStateException(why, e))
          .orElseGet(
              () -> new IllegalStateException("In %s: %s".formatted(watchdog.stage(), e), e));
    } finally {
      close(docker);
    }
  }

  private static void close(CompletableFuture<@Nullable OwnDocker> docker) {
    // One that did not start has closed itself; why, whoever waited for it has told.
    var started = docker.exceptionally(_ -> null).join();
    if (started != null) {
      started.close();
    }
  }

  /** Nothing helps: the closing line at least. */
  private static void abandon(Path folder) {
    System.out.println(
        "chaos: broken off: it hangs; PostgreSQL, RabbitMQ and Docker of %s may still run"
            .formatted(folder));
    System.out.flush();
    Runtime.getRuntime().halt(1);
  }

  private @Nullable OwnDocker docker(Path folder) {
    if (!plan.containers()) {
      return null;
    }
    if (!OwnDocker.isPossible()) {
      say.accept("no real containers: it takes root and Docker to start one of its own for them");
      return null;
    }
    try {
      return OwnDocker.start(folder, FakeWorkers.IMAGE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The site's processes. */
  private record Processes(List<Lab.Site> sites, Lab.Site siteWorker) {
    static Processes start(Lab lab) throws IOException, InterruptedException {
      var first = lab.site("site-a", SiteSettings.Role.SITE);
      first.awaitReady(); // It makes the tables, the others find them.
      var second = lab.site("site-b", SiteSettings.Role.SITE);
      var siteWorker = lab.site("site-worker", SiteSettings.Role.SITE_WORKER);
      second.awaitReady();
      siteWorker.awaitReady();
      return new Processes(List.of(first, second), siteWorker);
    }
  }

  private Result run(
      Lab lab, Broker broker, CompletableFuture<@Nullable OwnDocker> starting, Watchdog watchdog)
      throws IOException, InterruptedException, SQLException {
    var processes = Processes.start(lab);
    var urls = processes.sites().stream().map(Lab.Site::url).toList();
    var docker = starting.join();
    var stage = Stage.build(lab, lab.admin(processes.sites().getFirst()), docker != null);
    var crowd = Crowd.join(lab, urls, stage.competitions());
    try (var fleet = new Fleet(lab, urls, this::listen, broker)) {
      var examination = new Examination(lab, crowd, acknowledged, say);
      if (docker != null && stage.containers() != null) {
        var member = fleet.withContainers(docker, stage.containers().token());
        examination.withContainers(docker, member.network().url());
      }
      var random = new Random(plan.seed());
      var time = new StormTime(plan.howLong());
      var lanes = new ArrayList<Lane>();
      lanes.add(
          new Lane(new WorkerFaults(fleet, LEASE, time).all(), new Random(random.nextLong())));
      var atSites =
          new SiteFaults(
              lab, processes.sites(), processes.siteWorker(), fleet, requests, LEASE, time);
      lanes.add(new Lane(atSites.all(broker, docker), new Random(random.nextLong())));
      watchdog.enters("the storm", plan.howLong().plus(BEYOND_THE_STORM));
      int faults = new Storm(lab, plan, stage, crowd, time, say).rage(lanes);
      watchdog.enters("the examination", EXAMINATION);
      return examination.examine(processes.sites().getFirst().url(), faults);
    }
  }

  private Conversation listen() {
    return new Conversation(requests, acknowledged);
  }
}

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
   * @param howLong the time over which submissions come and things go wrong; what does not fit is
   *     left out
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

  public Result run() throws IOException, InterruptedException {
    var folder = Lab.temporaryFolder("chaos");
    say.accept("logs are in " + folder);
    var docker = CompletableFuture.supplyAsync(() -> docker(folder.resolve("d")), BESIDE);
    // Processes here start often and live for moments: the second compiler would only be in the
    // way.
    System.setProperty("assay.site.java-options", "-XX:TieredStopAtLevel=1");
    try (var lab = new Lab(folder, SETTINGS);
        var broker = lab.broker()) {
      return run(lab, broker, docker);
    } catch (SQLException e) {
      throw new IOException(e);
    } finally {
      var started = docker.join();
      if (started != null) {
        started.close();
      }
    }
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
  private record Processes(List<Lab.Site> sites, LabProcess siteWorker) {
    static Processes start(Lab lab) throws IOException, InterruptedException {
      var first = lab.site("site-a", SiteSettings.Role.SITE);
      first.awaitReady(); // It makes the tables, the others find them.
      var second = lab.site("site-b", SiteSettings.Role.SITE);
      var siteWorker = lab.site("site-worker", SiteSettings.Role.SITE_WORKER);
      second.awaitReady();
      siteWorker.awaitReady();
      return new Processes(List.of(first, second), siteWorker.process());
    }
  }

  private Result run(Lab lab, Broker broker, CompletableFuture<@Nullable OwnDocker> starting)
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
      int faults = new Storm(lab, plan, stage, crowd, time, say).rage(lanes);
      return examination.examine(processes.sites().getFirst().url(), faults);
    }
  }

  private Conversation listen() {
    return new Conversation(requests, acknowledged);
  }
}

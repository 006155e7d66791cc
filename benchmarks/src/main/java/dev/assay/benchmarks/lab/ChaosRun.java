package dev.assay.benchmarks.lab;

import dev.assay.cli.supervision.SiteSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Two instances of the site, a site worker, PostgreSQL and workers of which one's clock is an hour
 * ahead and one's an hour behind; participants who submit; and one thing after another that goes
 * wrong. Afterwards every promise is looked at.
 */
public final class ChaosRun {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "assay.runs.lease", "4s",
          "assay.runs.heartbeat", "500ms",
          "assay.runs.slow-poll", "500ms",
          "assay.tasks.heartbeat", "1s");

  private final Plan plan;
  private final Random random;
  private final Consumer<String> say;

  /**
   * What to do.
   *
   * @param poison how many submissions kill each worker that runs them
   * @param seed decides what goes wrong when and to whom
   * @param howLong the time over which submissions come and things go wrong
   */
  public record Plan(int submissions, int poison, int faults, long seed, Duration howLong) {}

  /** What came of it. */
  public record Result(
      int receipts, int faults, int lost, int doubled, int stuck, List<String> findings) {}

  public ChaosRun(Plan plan, Consumer<String> say) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.say = say;
  }

  public Result run() throws IOException, InterruptedException {
    try (var lab = new Lab(Lab.temporaryFolder("chaos"), SETTINGS)) {
      say.accept("logs are in " + lab.folder());
      var first = lab.site("site-a", SiteSettings.Role.SITE);
      first.awaitReady();
      var second = lab.site("site-b", SiteSettings.Role.SITE);
      var siteWorker = lab.site("site-worker", SiteSettings.Role.SITE_WORKER);
      second.awaitReady();
      siteWorker.awaitReady();
      var client = lab.admin(first);
      long competition = Lab.competition(client, WrittenBundle.competition(lab.folder()));
      long phase = Lab.phase(client, competition);
      var urls = List.of(first.url(), second.url());
      var crowd = Crowd.join(lab, urls, competition, phase, 12);
      var requests = new Requests();
      try (var fleet = new Fleet(lab, urls, requests, 4)) {
        var faults =
            new Faults(
                lab,
                List.of(first, second),
                siteWorker.process(),
                fleet,
                requests,
                LEASE,
                new Random(random.nextLong()));
        storm(lab, crowd, faults);
        return examine(lab, crowd, first.url());
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void storm(Lab lab, Crowd crowd, Faults faults) throws InterruptedException {
    var broken = new AtomicReference<Exception>();
    var submitting = Thread.ofVirtual().start(() -> submit(lab, crowd, broken));
    var pause = plan.howLong().dividedBy(plan.faults() + 1L);
    Thread.sleep(pause);
    for (int fault = 1; fault <= plan.faults(); fault++) {
      var start = System.nanoTime();
      var what = faults.next();
      var took = Duration.ofNanos(System.nanoTime() - start);
      say.accept(
          "%d of %d: %s, %.1f s".formatted(fault, plan.faults(), what, took.toMillis() / 1000.0));
      var left = pause.minus(took);
      Thread.sleep(left.isNegative() ? Duration.ZERO : left);
    }
    submitting.join();
    if (broken.get() != null) {
      throw new IllegalStateException("The participants gave up", broken.get());
    }
  }

  private void submit(Lab lab, Crowd crowd, AtomicReference<Exception> broken) {
    var chance = new Random(plan.seed() + 1);
    var pause = plan.howLong().dividedBy(plan.submissions());
    try {
      for (int number = 1; number <= plan.submissions(); number++) {
        var next = System.nanoTime() + pause.toNanos();
        boolean poison = number % Math.max(1, plan.submissions() / Math.max(1, plan.poison())) == 1;
        var folder =
            poison && plan.poison() > 0
                ? WrittenBundle.poison(lab.folder(), number)
                : WrittenBundle.submission(
                    lab.folder(), number, 1 + chance.nextInt(40), chance.nextInt(1200));
        crowd.submit(
            chance.nextInt(12), folder, poison && plan.poison() > 0 ? "poison" : "" + number);
        long left = next - System.nanoTime();
        if (left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      broken.set(e);
    }
  }

  private Result examine(Lab lab, Crowd crowd, URI site)
      throws SQLException, IOException, InterruptedException {
    say.accept("everything is sent and has gone wrong; waiting for the rest to end");
    var receipts = crowd.receipts();
    try (var audit = new Audit(lab)) {
      audit.awaitEnd(Duration.ofSeconds(40));
      var found = audit.findings(receipts);
      var all = new ArrayList<>(found.lost());
      all.addAll(found.doubled());
      all.addAll(found.stuck());
      all.addAll(found.other());
      var logs = logs(site, lab.adminToken(site), receipts);
      all.addAll(logs);
      int tolerated = Math.max(2, receipts.size() / 40);
      if (found.platform() > tolerated) {
        all.add(
            "%d submissions lost three attempts and failed; %d may"
                .formatted(found.platform(), tolerated));
      }
      say.accept(
          "%d receipts; %d attempts, of which %d were lost; %d submissions failed after three lost attempts"
              .formatted(
                  receipts.size(),
                  audit.number("select count(*) from attempt"),
                  audit.number("select count(*) from attempt where state = 'lost'"),
                  found.platform()));
      all.forEach(say);
      int lost =
          found.lost().size()
              + found.other().size()
              + logs.size()
              + Math.max(0, found.platform() - tolerated);
      return new Result(
          receipts.size(), plan.faults(), lost, found.doubled().size(), found.stuck().size(), all);
    }
  }

  /** A log lacks nothing of what a run that was scored printed, in one piece. */
  private static List<String> logs(URI site, String token, Map<Long, String> receipts)
      throws IOException, InterruptedException {
    var missing = new ArrayList<String>();
    try (var http = HttpClient.newHttpClient()) {
      for (var receipt : receipts.entrySet()) {
        var text =
            http.send(
                    HttpRequest.newBuilder(
                            site.resolve("/submissions/" + receipt.getKey() + "/log.txt"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                    BodyHandlers.ofString())
                .body();
        var number = receipt.getValue();
        boolean whole =
            number.equals("poison")
                ? text.contains("poison")
                : !text.contains("scored") || text.contains("scored " + number);
        if (!whole || !isInOrder(text, number)) {
          missing.add("the log of submission %d is not whole".formatted(receipt.getKey()));
        }
      }
    }
    return missing;
  }

  /** Each line follows the one before it, or begins anew with another attempt. */
  private static boolean isInOrder(String text, String number) {
    int next = 0;
    for (var line : text.lines().toList()) {
      if (line.startsWith("=====")) {
        next = 0;
      }
      if (line.startsWith("submission ")) {
        if (line.startsWith("submission " + number + " says line ")
            && !line.equals("submission %s says line %d".formatted(number, next))
            // The last line of an attempt that was cut short may be cut short itself.
            && !"submission %s says line %d".formatted(number, next).startsWith(line)) {
          return false;
        }
        next++;
      }
    }
    return true;
  }
}

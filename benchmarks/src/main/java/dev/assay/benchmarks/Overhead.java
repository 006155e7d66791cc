package dev.assay.benchmarks;

import dev.assay.benchmarks.lab.Lab;
import dev.assay.bundle.archive.DeleteTree;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.ZippedFolder;
import dev.assay.cli.supervision.AllInOne;
import dev.assay.cli.supervision.AssayHome;
import dev.assay.cli.supervision.UpOptions;
import dev.assay.postgres.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What the whole way of a submission costs, from the start of its upload to its score on the
 * leaderboard, against the two containers it runs in, bare. Interleaved, so that whatever slows the
 * machine slows both.
 */
final class Overhead implements Benchmark {
  private static final String IMAGE = "assay/python:3.11";

  /** Until Java has compiled what a submission passes through; a site in use has long done so. */
  private static final int WARM_UP = 60;

  @Override
  public String name() {
    return "overhead";
  }

  @Override
  public String summary() {
    return "upload to leaderboard of a tiny submission, against its two containers run bare (--runs=N, default 40; --warm-up=N, default %d)"
        .formatted(WARM_UP);
  }

  @Override
  public String run(Map<String, String> options) throws IOException, InterruptedException {
    var runs = Integer.parseInt(options.getOrDefault("runs", "40"));
    var warmUp = Integer.parseInt(options.getOrDefault("warm-up", "" + WARM_UP));
    var folder = Files.createTempDirectory("assay-benchmark");
    var tiny = AssayHome.find().folder().resolve("samples/tiny");
    var up = UpOptions.standard(folder.resolve("data")).withPort(Lab.freePort());
    try (var site = AllInOne.on(AssayHome.find(), up, Progress::say);
        var bare = BareContainers.learn(folder, tiny, IMAGE)) {
      site.start();
      var way = new Way(admin(site), tiny);
      warm(way, bare, warmUp);
      return measure(way, bare, runs);
    } finally {
      DeleteTree.delete(folder);
    }
  }

  private static void warm(Way way, BareContainers bare, int turns) throws InterruptedException {
    for (var i = 0; i < turns; i++) {
      way.run();
      bare.run();
    }
  }

  private static String measure(Way way, BareContainers bare, int runs)
      throws InterruptedException {
    var whole = new Samples();
    var alone = new Samples();
    for (var i = 0; i < runs; i++) {
      bare.settle();
      whole.add(way.run());
      bare.settle();
      alone.add(bare.run());
      if ((i + 1) % 10 == 0) {
        Progress.say(
            "%d of %d: whole way %s, bare containers %s"
                .formatted(i + 1, runs, whole.inWords(), alone.inWords()));
      }
    }
    return String.format(
        Locale.ROOT,
        "overhead: %.2f x (%d runs; whole way %s, two bare containers %s)",
        whole.median() / alone.median(),
        runs,
        whole.inWords(),
        alone.inWords());
  }

  private static SiteClient admin(AllInOne site) {
    return SiteClient.visiting(site.url())
        .loggedIn("admin", SecretFile.read(site.adminPasswordFile()));
  }

  /** The whole way through a running site. */
  private static final class Way {
    private final SiteClient client;
    private final long phase;
    private final Path submission;

    Way(SiteClient client, Path bundle) {
      this.client = client;
      this.submission = bundle.resolve("submissions/nothing");
      this.phase = Lab.phase(client, Lab.imported(client, bundle));
    }

    Duration run() {
      try (var zip = ZippedFolder.of(submission)) {
        var start = System.nanoTime();
        var id =
            client
                .upload("/api/v1/phases/" + phase + "/submissions", zip.file(), zip.name())
                .path("id")
                .asLong();
        awaitScored(id);
        if (!isOnLeaderboard(id)) {
          throw new IllegalStateException(
              "Submission " + id + " is scored but not on the leaderboard");
        }
        return Duration.ofNanos(System.nanoTime() - start);
      }
    }

    private void awaitScored(long id) {
      while (true) {
        var now = client.get("/api/v1/submissions/" + id + "?wait=10&until=final");
        switch (now.path("state").asString()) {
          case "finished" -> {
            return;
          }
          case "failed", "cancelled" -> throw new IllegalStateException("It failed: " + now);
          default -> {
            // It took longer than that; asked again.
          }
        }
      }
    }

    private boolean isOnLeaderboard(long id) {
      var rows = client.get("/api/v1/phases/" + phase + "/leaderboard").path("rows");
      return rows.valueStream().anyMatch(row -> row.path("submission").asLong() == id);
    }
  }
}

package dev.assay.benchmarks;

import dev.assay.benchmarks.lab.Lab;
import dev.assay.bundle.archive.DeleteTree;
import dev.assay.cli.site.ImportWatch;
import dev.assay.cli.site.ResumableUpload;
import dev.assay.cli.site.SiteClient;
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
 * What it costs to make a competition of a large bundle: it is uploaded, cut off once on the way,
 * gone on with, checked, and stored, against {@code cp} and {@code sha256sum} of the same file. The
 * baseline is taken before and after, since disks have moods.
 */
final class Bundles implements Benchmark {
  private static final String HEAP = "512m";

  @Override
  public String name() {
    return "bundles";
  }

  @Override
  public String summary() {
    return "upload, check and import of a large bundle, against cp and sha256sum of its file"
        + " (--size=BYTES, default 5000000000; --files=N, default 100000; --dir=FOLDER)";
  }

  @Override
  public String run(Map<String, String> options) throws IOException, InterruptedException {
    var size = Long.parseLong(options.getOrDefault("size", "5000000000"));
    var files = Integer.parseInt(options.getOrDefault("files", "100000"));
    var parent = Path.of(options.getOrDefault("dir", System.getProperty("java.io.tmpdir")));
    var folder = Files.createTempDirectory(parent, "assay-bundles");
    try {
      return measure(folder, size, files);
    } finally {
      DeleteTree.delete(folder);
    }
  }

  private static String measure(Path folder, long size, int files)
      throws IOException, InterruptedException {
    var bundle = folder.resolve("bundle.zip");
    Progress.say("making a bundle of %,d bytes with %,d files".formatted(size, files));
    var home = AssayHome.find();
    LargeBundle.write(home.folder().resolve("samples/tiny"), bundle, size, files);
    System.setProperty("assay.site.java-options", "-Xmx" + HEAP);
    var before = baseline(bundle);
    Whole whole;
    var up = UpOptions.standard(folder.resolve("data")).withPort(Lab.freePort()).withWorkers(0);
    try (var site = AllInOne.on(home, up, Progress::say)) {
      site.start();
      whole = Whole.of(site, bundle);
    }
    DeleteTree.delete(folder.resolve("data"));
    var after = baseline(bundle);
    var baseline = (before.total() + after.total()) / 2;
    return String.format(
        Locale.ROOT,
        "bundles: %.2f x (1 run; %.1f GB with %,d files in %.1f s, of which receiving %.1f s, cut once;"
            + " cp and sha256sum %.1f s before, %.1f s after; heap at most %s, resident at most %d MB)",
        whole.total() / baseline,
        Files.size(bundle) / 1e9,
        files,
        whole.total(),
        whole.received(),
        before.total(),
        after.total(),
        HEAP,
        whole.peakMegabytes());
  }

  private record Baseline(double copied, double hashed) {
    double total() {
      return copied + hashed;
    }
  }

  private static Baseline baseline(Path bundle) throws IOException, InterruptedException {
    var copy = bundle.resolveSibling("copy.zip");
    var cp = seconds("cp", bundle.toString(), copy.toString());
    var sum = seconds("sha256sum", copy.toString());
    Files.delete(copy);
    Progress.say(String.format(Locale.ROOT, "cp took %.1f s, sha256sum %.1f s", cp, sum));
    return new Baseline(cp, sum);
  }

  private static double seconds(String... command) throws IOException, InterruptedException {
    var start = System.nanoTime();
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** The whole way of a bundle, in seconds. */
  private record Whole(double received, double total, long peakMegabytes) {

    static Whole of(AllInOne site, Path bundle) throws IOException {
      try (var network = CuttingProxy.before(site.url(), Files.size(bundle) / 2)) {
        var client =
            SiteClient.visiting(network.url())
                .loggedIn("admin", SecretFile.read(site.adminPasswordFile()));
        var start = System.nanoTime();
        var sending = new ResumableUpload(client, Progress::say);
        var upload = sending.send(bundle, "bundle.zip", Map.of("purpose", "bundle"));
        var received = (System.nanoTime() - start) / 1e9;
        if (!network.hasCut()) {
          throw new IllegalStateException("The connection was not cut");
        }
        var work = sending.use("/api/v1/competitions/upload", upload).path("import").asLong();
        var ended = new ImportWatch(client).await(work, Duration.ofHours(1));
        var total = (System.nanoTime() - start) / 1e9;
        if (!ended.path("state").asString().equals("finished")) {
          throw new IllegalStateException("The bundle was not taken: " + ended);
        }
        Progress.say(
            "sent %,d bytes for a file of %,d".formatted(network.sent(), Files.size(bundle)));
        return new Whole(received, total, peakMegabytes(site));
      }
    }

    /** The most memory that the site's process ever had in hand. */
    private static long peakMegabytes(AllInOne site) throws IOException {
      var pid =
          Files.readString(site.data().folder().resolve("run/site.pid")).strip().split("\\s+")[0];
      for (var line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
      return 0;
    }
  }
}

package dev.assay.benchmarks;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.DeleteTree;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.cli.supervision.AssayHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What it costs to check a bundle of 200 files with {@code ./assay lint}, all included, against a
 * Java that starts and says its version. In turns.
 */
final class LintFromTheShell implements Benchmark {
  private static final int FILES = 200;
  private static final int WARM_UP = 3;

  @Override
  public String name() {
    return "lint";
  }

  @Override
  public String summary() {
    return "./assay lint of a bundle of 200 files against a bare start of Java (--runs=N, default 30)";
  }

  @Override
  public String run(Map<String, String> options) throws IOException, InterruptedException {
    var runs = Integer.parseInt(options.getOrDefault("runs", "30"));
    var folder = Files.createTempDirectory("assay-benchmark");
    try {
      return measure(bundle(folder), runs);
    } finally {
      DeleteTree.delete(folder);
    }
  }

  /** The sample with the flowers, with as much more input data as it takes. */
  private static Path bundle(Path folder) throws IOException {
    var home = AssayHome.find().folder();
    var files = folder.resolve("files");
    new SafeUnpack(ArchiveLimits.forBundles(), Strictness.STRICT)
        .unpack(home.resolve("samples/iris"), files);
    for (var left = FILES - count(files); left > 0; left--) {
      Files.writeString(
          files.resolve("input_data/part-%03d.csv".formatted(left)),
          "5.1,3.5,1.4,0.2\n".repeat(50));
    }
    var zip = folder.resolve("bundle.zip");
    FolderZip.write(files, zip);
    return zip;
  }

  private static int count(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return (int) files.filter(Files::isRegularFile).count();
    }
  }

  private static String measure(Path bundle, int runs) throws IOException, InterruptedException {
    var lint = List.of(AssayHome.find().folder().resolve("assay").toString(), "lint", bundle + "");
    var bare =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-version");
    var cached = new Samples();
    var uncached = new Samples();
    var started = new Samples();
    for (var turn = -WARM_UP; turn < runs; turn++) {
      var one = time(lint, Map.of());
      var other = time(lint, Map.of("ASSAY_CLASS_CACHE", "off"));
      var none = time(bare, Map.of());
      if (turn >= 0) {
        cached.add(one);
        uncached.add(other);
        started.add(none);
      }
    }
    return String.format(
        Locale.ROOT,
        "lint: %.2f x (%d runs; %d files from the shell in %s; without the cache of classes %s; a bare Java %s)",
        cached.median() / started.median(),
        runs,
        FILES,
        cached.inWords(),
        uncached.inWords(),
        started.inWords());
  }

  private static Duration time(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    var start = System.nanoTime();
    var exit = builder.start().waitFor();
    var took = Duration.ofNanos(System.nanoTime() - start);
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ends with " + exit);
    }
    return took;
  }
}

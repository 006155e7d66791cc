package dev.assay.bundle.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One search through a target, by Jazzer in a Java of its own: it sees which branches an input
 * takes, and goes on from those that take new ones.
 *
 * @param folder what was found, and the log; inputs that led on are kept there, for the next search
 */
record Fuzzing(FuzzTarget target, Duration time, Path folder) {
  private static final int SLOWEST_INPUT_SECONDS = 60;
  private static final Duration SHORT = Duration.ofMinutes(1);

  /** What begins a search is tried whole, however slow the machine is. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final String INSTRUMENTED =
      String.join(
          ":",
          "dev.assay.**",
          "org.snakeyaml.**",
          "org.apache.commons.compress.**",
          "tools.jackson.core.**");
  private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");
  private static final Pattern DONE = Pattern.compile("(?m)^Done (\\d+) runs in ");

  /**
   * What came of it.
   *
   * @param coverage branches seen, at the start and at the end
   * @param runs inputs tried; 0 if the search did not come to its end
   */
  record Result(int exitCode, String log, long firstCoverage, long coverage, long runs) {}

  Result run() throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    write(seeds);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command(corpus, seeds))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(time.plus(GRACE).toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return result(process.exitValue(), Files.readString(log));
  }

  private static Result result(int exitCode, String log) {
    List<Long> coverage =
        COVERAGE.matcher(log).results().map(found -> Long.valueOf(found.group(1))).toList();
    Matcher done = DONE.matcher(log);
    return new Result(
        exitCode,
        log,
        coverage.isEmpty() ? 0 : coverage.getFirst(),
        coverage.isEmpty() ? 0 : coverage.getLast(),
        done.find() ? Long.parseLong(done.group(1)) : 0);
  }

  private List<String> command(Path corpus, Path seeds) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            // The second compiler takes longer to begin than a short search lasts.
            "-XX:TieredStopAtLevel=" + (time.compareTo(SHORT) <= 0 ? 1 : 4),
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading",
            "-XX:-OmitStackTraceInFastThrow",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")).toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzEntry.class.getName(),
            "--target_args=" + target.word(),
            "--instrumentation_includes=" + INSTRUMENTED,
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-dict=" + dictionary(),
            "-max_total_time=" + time.toSeconds(),
            "-timeout=" + SLOWEST_INPUT_SECONDS,
            "-rss_limit_mb=2048",
            corpus.toString(),
            seeds.toString()));
    return command;
  }

  private void write(Path seeds) throws IOException {
    int number = 0;
    for (byte[] seed : target.fire().seeds().toList()) {
      Files.write(seeds.resolve("seed-%03d".formatted(number++)), seed);
    }
  }

  /** Words of definitions, which a fuzzer would take long to guess. */
  private Path dictionary() throws IOException {
    Set<String> words = new TreeSet<>();
    Matcher word =
        Pattern.compile("[A-Za-z_]{3,}:?").matcher(String.join("\n", Seeds.definitions().toList()));
    while (word.find()) {
      words.add('"' + word.group() + '"');
    }
    words.add('"' + quoted("\n===-") + '"');
    return Files.write(folder.resolve("dictionary"), words);
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder();
    text.chars().forEach(c -> quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) c)));
    return quoted.toString();
  }
}

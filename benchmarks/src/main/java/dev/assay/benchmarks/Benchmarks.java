package dev.assay.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lists the benchmarks, or runs one. */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new Overhead(),
          new Bundles(),
          new Pages(),
          new Paint(),
          new Scale(),
          new Chaos(),
          new LintFromTheShell());

  private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

  private Benchmarks() {}

  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      ALL.forEach(one -> System.out.printf("%-10s %s%n", one.name(), one.summary()));
      return;
    }
    var wanted = ALL.stream().filter(one -> one.name().equals(arguments[0])).findFirst();
    if (wanted.isEmpty()) {
      System.err.printf(
          "assay: There is no benchmark \"%s\". ./assay benchmark lists them.%n", arguments[0]);
      System.exit(2);
    } else {
      System.exit(run(wanted.get(), List.of(arguments).subList(1, arguments.length)));
    }
  }

  /**
   * Whatever happens, there is a closing line, and what was started is stopped.
   *
   * @return the exit code
   */
  private static int run(Benchmark benchmark, List<String> words) {
    var closing = new ClosingLine(benchmark.name(), System.out::println);
    var over = new CountDownLatch(1);
    var own = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(closing, own, over)));
    try {
      var line = benchmark.run(options(words));
      closing.is(line);
      return benchmark.isGood(line) ? 0 : 1;
    } catch (Throwable e) { // A thread that only dies could leave the process behind, mute.
      e.printStackTrace();
      closing.is("%s: broken off: %s".formatted(benchmark.name(), e));
      return 1;
    } finally {
      over.countDown();
    }
  }

  /** A process that is ended from outside stops what it started, if it is given the time. */
  private static void end(ClosingLine closing, Thread own, CountDownLatch over) {
    if (closing.isEnded()) {
      own.interrupt();
      try {
        var _ = over.await(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      var parts = words.get(i).split("=", 2);
      boolean apart = parts.length == 1 && i + 1 < words.size();
      if (!parts[0].startsWith("--") || (parts.length == 1 && !apart)) {
        throw new IllegalArgumentException(
            "Options have the form --name=value, got " + words.get(i));
      }
      options.put(parts[0].substring(2), apart ? words.get(++i) : parts[1]);
    }
    return options;
  }
}

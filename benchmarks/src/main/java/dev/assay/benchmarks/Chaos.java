package dev.assay.benchmarks;

import dev.assay.benchmarks.lab.ChaosRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Whether any submission is lost, doubled or stuck while one thing after another goes wrong. */
final class Chaos implements Benchmark {
  static final String CLEAN = "chaos: 0 lost, 0 doubled, 0 stuck";

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public String summary() {
    return "submissions lost, doubled or stuck while workers, network, sites and database fail"
        + " (--submissions=1000, --faults=120, --seed=1, --poison=3, --seconds=600, --containers=true)";
  }

  @Override
  public String run(Map<String, String> options) throws IOException, InterruptedException {
    var plan =
        new ChaosRun.Plan(
            Integer.parseInt(options.getOrDefault("submissions", "1000")),
            Integer.parseInt(options.getOrDefault("poison", "3")),
            Integer.parseInt(options.getOrDefault("faults", "120")),
            Long.parseLong(options.getOrDefault("seed", "1")),
            Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "600"))),
            Boolean.parseBoolean(options.getOrDefault("containers", "true")));
    var result = new ChaosRun(plan, Progress::say).run();
    return String.format(
        Locale.ROOT,
        "chaos: %d lost, %d doubled, %d stuck (%d submissions, %d faults, seed %d)",
        result.lost(),
        result.doubled(),
        result.stuck(),
        result.receipts(),
        result.faults(),
        plan.seed());
  }

  @Override
  public boolean isGood(String closingLine) {
    return closingLine.startsWith(CLEAN);
  }
}

package dev.assay.benchmarks.lab;

import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.engine.EngineException;
import dev.assay.engine.testing.FakeEngine;
import dev.assay.engine.testing.FakeProcess;
import dev.assay.runner.Ceiling;
import dev.assay.runner.SandboxLimits;
import dev.assay.worker.BrokerSource;
import dev.assay.worker.Worker;
import dev.assay.worker.WorkerFolder;
import dev.assay.worker.WorkerRefused;
import dev.assay.worker.WorkerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Compute workers as they are, but for their engine, which runs no containers: what a submission
 * "runs" is written in its own files. {@code plan.txt} holds {@code number lines milliseconds}: how
 * many lines it prints, over how long, and what its score is. {@code poison} in it kills the
 * process.
 *
 * <p>Arguments: site, folder, name, how many workers, slots of each, clock's offset in seconds, and
 * a broker's URL if they listen there. Standard input: {@code engine} makes the next call of the
 * engine fail, {@code disk} lets the next workspace find no space; its end ends the process.
 */
public final class FakeWorkers {
  static final String IMAGE = "assay/python:3.11";

  private static final long MIN_FREE = 4L << 20;

  /** The work of a poison run before it kills its worker: not a wait for anything. */
  private static final Duration BEFORE_DEATH = Duration.ofMillis(300);

  private FakeWorkers() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var site = URI.create(arguments[0]);
    var folder = Path.of(arguments[1]);
    var offset = Duration.ofSeconds(Long.parseLong(arguments[5]));
    var broker =
        arguments.length < 7 ? null : new BrokerSource(BrokerUrl.parse(arguments[6]), site, false);
    var engines = new ArrayList<FakeEngine>();
    int workers = Integer.parseInt(arguments[3]);
    for (int number = 1; number <= workers; number++) {
      var name = workers == 1 ? arguments[2] : arguments[2] + "-" + number;
      var engine = engine(folder.resolve(name).resolve("engine"));
      engines.add(engine);
      var settings = settings(site, folder.resolve(name), name, Integer.parseInt(arguments[4]));
      Thread.ofPlatform().name(name).start(() -> work(settings, broker, engine, offset));
    }
    obey(engines);
  }

  private static void work(
      WorkerSettings settings, @Nullable BrokerSource broker, FakeEngine engine, Duration offset) {
    try (var folder = WorkerFolder.open(settings.data())) {
      new Worker(settings, broker, folder, engine, Clock.offset(Clock.systemUTC(), offset)).run();
    } catch (IOException | WorkerRefused e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static WorkerSettings settings(URI site, Path data, String name, int slots) {
    return new WorkerSettings(
        site,
        System.getenv("ASSAY_WORKER_TOKEN"),
        name,
        data,
        slots,
        List.of(),
        Map.of(),
        Ceiling.OPEN,
        SandboxLimits.sharing(2, 1L << 30, slots),
        16L << 20,
        MIN_FREE,
        new WorkerSettings.Timing(
            Duration.ofSeconds(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofMillis(500),
            Duration.ofMinutes(10)));
  }

  private static FakeEngine engine(Path data) throws IOException {
    Files.createDirectories(data);
    return new FakeEngine(data).withImage(IMAGE).program("python3", FakeWorkers::python);
  }

  /** Does what the script would. */
  private static int python(FakeProcess process) throws IOException, InterruptedException {
    return switch (process.command().get(1)) {
      case WrittenBundle.PREDICT -> predict(process);
      case WrittenBundle.SCORE -> score(process);
      default -> 127;
    };
  }

  private static int predict(FakeProcess process) throws IOException, InterruptedException {
    var plan = process.read("/app/program/plan.txt").strip().split(" ");
    if (plan[0].equals("poison")) {
      process.out("poison\n");
      Thread.sleep(BEFORE_DEATH);
      Runtime.getRuntime().halt(137);
    }
    int lines = Integer.parseInt(plan[1]);
    for (int line = 0; line < lines; line++) {
      process.out(WrittenBundle.line(plan[0], line));
      // The work that the plan tells of.
      Thread.sleep(Math.max(1, Integer.parseInt(plan[2]) / Math.max(1, lines)));
    }
    process.write("/app/output/number.txt", plan[0]);
    if (WrittenBundle.hasBallast(plan[0])) {
      var bytes = new byte[100_000];
      new SplittableRandom().nextBytes(bytes);
      process.write("/app/output/ballast.txt", HexFormat.of().formatHex(bytes));
    }
    return 0;
  }

  private static int score(FakeProcess process) throws IOException {
    var number = process.read("/app/input/res/number.txt").strip();
    process.out(WrittenBundle.scored(number));
    process.write("/app/output/scores.json", "{\"score\": " + number + "}");
    return 0;
  }

  private static void obey(List<FakeEngine> engines) {
    try (var input = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8)) {
      while (input.hasNextLine()) {
        var word = input.nextLine();
        engines.forEach(engine -> fail(engine, word));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static void fail(FakeEngine engine, String word) {
    switch (word) {
      case "engine" -> {
        engine.failNext(FakeEngine.Point.START, new EngineException("the engine was restarted"));
        engine.failNext(FakeEngine.Point.AWAIT, new EngineException("the engine was restarted"));
      }
      case "disk" ->
          engine.failNext(
              FakeEngine.Point.CREATE_WORKSPACE, new EngineException("no space left on device"));
      default -> System.err.println("What is " + word + "?");
    }
  }
}

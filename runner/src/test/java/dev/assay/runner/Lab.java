package dev.assay.runner;

import static java.util.Objects.requireNonNull;

import dev.assay.contract.Failure;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.Workspace;
import dev.assay.engine.testing.FakeEngine;
import dev.assay.engine.testing.FakeProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fake engine, a task and a submission, to be changed as a test needs. */
final class Lab {
  static final String IMAGE = "python:3.11";

  /** A time limit to run into; long enough for what is to end before it on a busy machine. */
  static final Duration BRIEF = Duration.ofMillis(1500);

  /** For how long a test waits for a condition; nothing waits for it to pass. */
  static final Duration AMPLE = Duration.ofSeconds(60);

  final Path root;
  final FakeEngine engine;
  final RecordingListener heard = new RecordingListener();
  Map<String, String> standIns = Map.of();
  Ceiling ceiling = Ceiling.CLOSED;
  SandboxLimits limits =
      new SandboxLimits(
          new SandboxSpec.Limits(1L << 30, 1, 100, 1L << 20, 1L << 20),
          new Workspace.Limits(100_000, 100),
          10_000);
  String image = IMAGE;
  Duration timeLimit = Duration.ofSeconds(30);
  Sandboxing sandboxing = Sandboxing.CLOSED;
  RunPlan.Rules rules = RunPlan.Rules.DEFAULT;
  @Nullable Path submission;
  @Nullable Path predictions;
  @Nullable Path ingestion;
  @Nullable Path inputData;
  @Nullable Path reference;
  Path scoring;

  /** Submission and scoring program with commands; no ingestion program, no data. */
  Lab(Path root) {
    this.root = root;
    this.engine = new FakeEngine(root.resolve("engine")).withImage(IMAGE);
    submission = program("submission", "predict");
    scoring = program("scoring", "score");
    runs("predict", process -> 0);
    scores("{\"accuracy\": 0.5}");
  }

  Lab runs(String command, FakeProgram program) {
    engine.program(command, program);
    return this;
  }

  Lab scores(String json) {
    return runs(
        "score",
        process -> {
          process.write("/app/output/scores.json", json);
          return 0;
        });
  }

  Path program(String folder, String command) {
    return file(folder, "metadata.yaml", "command: " + command + "\n");
  }

  /** Writes a file and returns its folder. */
  Path file(String folder, String name, String content) {
    try {
      var path = Files.createDirectories(root.resolve(folder));
      Files.writeString(path.resolve(name), content);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EvaluationRunner runner() {
    return new EvaluationRunner(
        engine,
        new ImageMap(standIns, Clock.systemUTC()),
        ceiling,
        limits,
        root.resolve("scratch"),
        Clock.systemUTC());
  }

  RunPlan plan() {
    return new RunPlan(
        image,
        timeLimit,
        sandboxing,
        new RunPlan.Folders(submission, predictions, scoring, ingestion, inputData, reference),
        rules,
        Map.of("assay.attempt", "7"));
  }

  Evaluation evaluation() {
    return runner().evaluation(plan(), heard);
  }

  RunOutcome run() {
    return evaluation().run();
  }

  /** Why a run failed. */
  static Failure failure(RunOutcome outcome) {
    return requireNonNull(outcome.outcome().failure(), "it did not fail");
  }
}

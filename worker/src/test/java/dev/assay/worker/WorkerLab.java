package dev.assay.worker;

import static java.util.Objects.requireNonNull;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.BlobLink;
import dev.assay.contract.Failure;
import dev.assay.contract.RunOrder;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.contract.RunOrder.TaskFiles;
import dev.assay.contract.RunOrder.UploadLink;
import dev.assay.contract.UploadKind;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.Workspace;
import dev.assay.engine.testing.FakeEngine;
import dev.assay.engine.testing.FakeProgram;
import dev.assay.runner.Ceiling;
import dev.assay.runner.SandboxLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A site, a fake engine, and workers between them. */
final class WorkerLab implements AutoCloseable {
  static final String IMAGE = "python:3.11";

  /** For how long storage that does not answer is tried; no test waits for its end. */
  static final Duration STORAGE_PATIENCE = Duration.ofMinutes(2);

  final Path root;
  final SiteStub site = new SiteStub();
  final FakeEngine engine;
  final BlobLink scoring;
  String token = SiteStub.TOKEN;
  int slots = 1;
  List<String> gpus = List.of();
  long cacheBytes = 1 << 20;
  long minFreeBytes;
  double lease = 30;
  double heartbeat = 0.05;

  /** Up to how many bytes the site takes with the report. */
  int maxEnclosed;

  /** Where runs are offered; null to ask the site itself. */
  @Nullable BrokerSource broker;

  private long attempts;
  private @Nullable WorkerFolder folder;
  private @Nullable Worker worker;
  private @Nullable Thread thread;
  volatile @Nullable Throwable end;

  WorkerLab(Path root) throws IOException {
    this.root = root;
    this.engine = new FakeEngine(root.resolve("engine")).withImage(IMAGE);
    this.scoring = site.blob("scoring.zip", zip(Map.of("metadata.yaml", "command: score")));
    runs("predict", process -> 0);
    runs(
        "score",
        process -> {
          process.out("scored");
          process.write("/app/output/scores.json", "{\"n\": 1}");
          return 0;
        });
  }

  WorkerLab runs(String command, FakeProgram program) {
    engine.program(command, program);
    return this;
  }

  /** Has a program hang until it is killed. */
  Hanging hangs(String command) {
    var hanging = new Hanging(new CountDownLatch(1), new CountDownLatch(1));
    runs(
        command,
        process -> {
          hanging.begun.countDown();
          try {
            return process.hang();
          } finally {
            hanging.killed.countDown();
          }
        });
    return hanging;
  }

  /** A program that does not end by itself. */
  record Hanging(CountDownLatch begun, CountDownLatch killed) {
    void awaitBegun() {
      await().until(() -> begun.getCount() == 0);
    }

    void awaitKilled() {
      await().until(() -> killed.getCount() == 0);
    }
  }

  static byte[] zip(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** A submission whose command is {@code predict}; each is another file. */
  BlobLink submission() throws IOException {
    return site.blob(
        "submission.zip",
        zip(Map.of("metadata.yaml", "command: predict", "id", UUID.randomUUID().toString())));
  }

  RunOrder order(BlobLink submission) {
    return order(submission, null, 1 << 20);
  }

  RunOrder order(BlobLink submission, @Nullable BlobLink inputData, long maxUpload) {
    long attempt = ++attempts;
    return new RunOrder(
        attempt,
        UUID.randomUUID(),
        1,
        100 + attempt,
        100 + attempt,
        RunOrder.Kind.PREDICT_AND_SCORE,
        lease,
        heartbeat,
        IMAGE,
        30,
        Sandboxing.CLOSED,
        new TaskFiles(scoring, null, inputData, null, false, false, false, true),
        submission,
        null,
        Map.of(
            UploadKind.PREDICTIONS, link("predictions-" + attempt, maxUpload),
            UploadKind.SCORING_OUTPUT, link("scoring-" + attempt, maxUpload),
            UploadKind.DETAILED_RESULTS, link("page-" + attempt, maxUpload)),
        List.of(),
        0);
  }

  /** The same run with so many graphics processors. */
  static RunOrder withGpus(RunOrder order, int gpus) {
    return new RunOrder(
        order.attempt(),
        order.token(),
        order.number(),
        order.evaluation(),
        order.submissionNumber(),
        order.kind(),
        order.leaseSeconds(),
        order.heartbeatSeconds(),
        order.image(),
        order.timeLimitSeconds(),
        order.sandboxing(),
        order.task(),
        order.submission(),
        order.predictions(),
        order.uploads(),
        order.scoreKeys(),
        gpus);
  }

  /** The same run once its predictions are stored. */
  static RunOrder scoreOnly(RunOrder whole, BlobLink predictions) {
    return new RunOrder(
        whole.attempt(),
        whole.token(),
        2,
        whole.evaluation(),
        whole.submissionNumber(),
        RunOrder.Kind.SCORE,
        whole.leaseSeconds(),
        whole.heartbeatSeconds(),
        whole.image(),
        whole.timeLimitSeconds(),
        whole.sandboxing(),
        whole.task(),
        whole.submission(),
        predictions,
        whole.uploads(),
        whole.scoreKeys(),
        whole.gpus());
  }

  private UploadLink link(String name, long maxBytes) {
    return new UploadLink("/storage/" + name + "?signature=y", maxBytes, maxEnclosed);
  }

  AttemptAtSite give() throws IOException {
    return site.give(order(submission()));
  }

  WorkerSettings settings() {
    return new WorkerSettings(
        site.address(),
        token,
        "lab",
        root.resolve("worker"),
        slots,
        gpus,
        Map.of(),
        Ceiling.CLOSED,
        new SandboxLimits(
            new SandboxSpec.Limits(1L << 30, 1, 100, 1L << 20, 1L << 20),
            new Workspace.Limits(1 << 20, 1000),
            1 << 20),
        cacheBytes,
        minFreeBytes,
        new WorkerSettings.Timing(
            Duration.ofSeconds(2),
            Duration.ofMillis(10),
            STORAGE_PATIENCE,
            Duration.ofMillis(100),
            Duration.ofMillis(100)));
  }

  Worker start() throws IOException {
    var opened = WorkerFolder.open(root.resolve("worker"));
    var started = new Worker(settings(), broker, opened, engine, Clock.systemUTC());
    folder = opened;
    worker = started;
    thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    started.run();
                  } catch (InterruptedException | IOException | RuntimeException e) {
                    end = e;
                  }
                });
    return started;
  }

  void stop(Duration grace) throws IOException, InterruptedException {
    if (worker != null && thread != null && folder != null) {
      worker.stop(grace);
      thread.join();
      folder.close();
      worker = null;
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop(Duration.ZERO);
    site.close();
    engine.close();
  }

  /** Waits for a condition, long enough for a machine that is very busy. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  /** What the worker reported of an attempt; waits for it. */
  static AttemptResult result(AttemptAtSite attempt) {
    await().until(() -> !attempt.results().isEmpty());
    return attempt.results().getFirst();
  }

  /** Why an attempt failed; waits for its report. */
  static Failure failure(AttemptAtSite attempt) {
    return requireNonNull(result(attempt).outcome().failure(), "it did not fail");
  }
}

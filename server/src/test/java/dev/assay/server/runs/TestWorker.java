package dev.assay.server.runs;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.AttemptId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A worker's side of the protocol, without the network. */
final class TestWorker {
  private static final String SHA = "a".repeat(64);

  private final RunsBed bed;
  private final WorkerInfo info;

  TestWorker(RunsBed bed, String name) {
    this.bed = bed;
    this.info = RunsBed.info(name);
  }

  Optional<RunOrder> claim(Long... running) {
    return bed.claim(info, 0, List.of(running));
  }

  RunOrder claimed(Long... running) {
    return claim(running).orElseThrow();
  }

  /** A claim whose answer arrived, as the worker says at once. */
  RunOrder taken(Long... running) {
    var order = claimed(running);
    var _ = heartbeat(order, Step.PREDICT).orElseThrow();
    return order;
  }

  /** Waits for a run, if need be. */
  Optional<RunOrder> await(int seconds) {
    return bed.claim(info, seconds, List.of());
  }

  /** Whether a cancel is asked for; empty once the lease is lost. */
  Optional<Boolean> heartbeat(RunOrder order, Step step) {
    return bed.leases.prolong(
        bed.queue,
        new AttemptId(order.attempt()),
        new Heartbeat(order.token(), Heartbeat.Activity.RUNNING, step, "local", "sha256:1"));
  }

  boolean log(RunOrder order, LogStream stream, int number, long offset, String text) {
    return bed.logs.take(
        bed.queue,
        new AttemptId(order.attempt()),
        new LogChunk(order.token(), stream, number, offset, text.getBytes(StandardCharsets.UTF_8)));
  }

  boolean scored(RunOrder order, String accuracy) {
    return report(
        order,
        Outcome.scored(Map.of("accuracy", new BigDecimal(accuracy), "duration", BigDecimal.ONE)));
  }

  boolean failed(RunOrder order, Cause cause) {
    return report(order, Outcome.failed(failure(cause)));
  }

  static Failure failure(Cause cause) {
    return new Failure(cause, cause.fault(), Step.PREDICT, null, 1, "It broke", "Mend", List.of());
  }

  boolean report(RunOrder order, Outcome outcome) {
    return send(order, outcome, Map.of());
  }

  /** Stores everything it may, as the order's links allow. */
  boolean scoredWithFiles(RunOrder order) {
    order.uploads().values().forEach(link -> bed.storage.put(link.url(), SHA));
    var stored = new StoredObject(3, SHA);
    return send(
        order,
        Outcome.scored(Map.of("accuracy", BigDecimal.TEN)),
        Map.of(
            UploadKind.PREDICTIONS,
            stored,
            UploadKind.SCORING_OUTPUT,
            stored,
            UploadKind.DETAILED_RESULTS,
            stored));
  }

  boolean send(RunOrder order, Outcome outcome, Map<UploadKind, StoredObject> stored) {
    var result =
        new AttemptResult(
            order.token(), outcome, "local", "sha256:1", List.of(), stored, Map.of(), List.of());
    try {
      return bed.results.take(bed.queue, new AttemptId(order.attempt()), result);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Stores the output of the prediction step and says so. */
  boolean predicted(RunOrder order) {
    var upload = Objects.requireNonNull(order.uploads().get(UploadKind.PREDICTIONS));
    bed.storage.put(upload.url(), SHA);
    var report = new StepReport(Step.PREDICT, Instant.EPOCH, Instant.EPOCH.plusSeconds(3), 0, null);
    var stored = new PredictionsStored(order.token(), new StoredObject(3, SHA), List.of(report));
    try {
      return bed.results.takePredictions(bed.queue, new AttemptId(order.attempt()), stored);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  boolean release(RunOrder order) {
    return bed.ends.release(bed.queue, new AttemptId(order.attempt()), order.token(), "stopping");
  }
}

package dev.assay.server.runs;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.UploadKind;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes workers' results. The objects are sealed first, outside the transaction, since hashing
 * gigabytes takes its time; they count only when the result is accepted afterwards. Sealing again
 * gives the same blobs, so a crash in between costs nothing but a second call.
 */
final class Results {
  /** What any disk and processor manage while they hash and copy. */
  private static final long SEALED_BYTES_PER_SECOND = 20_000_000;

  private static final String ZIP = "application/zip";
  private static final String HTML = "text/html;charset=utf-8";

  private final JdbcAttempts attempts;
  private final AttemptEnds ends;
  private final Storage storage;
  private final RunsSettings settings;
  private final TransactionOperations transactions;

  Results(
      JdbcAttempts attempts,
      AttemptEnds ends,
      Storage storage,
      RunsSettings settings,
      TransactionOperations transactions) {
    this.attempts = attempts;
    this.ends = ends;
    this.storage = storage;
    this.settings = settings;
    this.transactions = transactions;
  }

  /**
   * @return false when the lease was lost before
   */
  boolean take(QueueId queue, AttemptId attempt, AttemptResult result)
      throws IOException, InterruptedException {
    var bytes = inStorage(result.stored().values());
    if (bytes > 0 && !holdLease(queue, attempt, result.token(), bytes)) {
      return ends.report(queue, attempt, result, Map.of());
    }
    var sealed = new EnumMap<UploadKind, BlobId>(UploadKind.class);
    for (var seal : sealEach(attempt, result.stored()).entrySet()) {
      var blob = seal.getValue();
      if (blob.isEmpty()) {
        return ends.report(queue, attempt, notStored(result, seal.getKey()), sealed);
      }
      sealed.put(seal.getKey(), blob.get().id());
    }
    return ends.report(queue, attempt, result, sealed);
  }

  /** What came with the report is taken in a moment, the rest has to be read again. */
  private static long inStorage(Collection<StoredObject> objects) {
    return objects.stream()
        .filter(object -> object.content() == null)
        .mapToLong(StoredObject::size)
        .sum();
  }

  /** Beside each other, since each waits for the disk. */
  private Map<UploadKind, Optional<Blob>> sealEach(
      AttemptId attempt, Map<UploadKind, StoredObject> objects)
      throws IOException, InterruptedException {
    var keys = attempts.uploads(attempt);
    var sealing = new EnumMap<UploadKind, Future<Optional<Blob>>>(UploadKind.class);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      objects.forEach(
          (kind, object) ->
              sealing.put(kind, threads.submit(() -> seal(attempt, kind, keys.get(kind), object))));
    }
    var sealed = new EnumMap<UploadKind, Optional<Blob>>(UploadKind.class);
    for (var one : sealing.entrySet()) {
      sealed.put(one.getKey(), result(one.getValue()));
    }
    return sealed;
  }

  private static Optional<Blob> result(Future<Optional<Blob>> ended)
      throws IOException, InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException disk -> throw disk;
        case RuntimeException other -> throw other;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Takes the output of the prediction step while the attempt goes on.
   *
   * @return false when the lease was lost, or nothing of the kind lies in storage
   */
  boolean takePredictions(QueueId queue, AttemptId attempt, PredictionsStored stored)
      throws IOException {
    var object = stored.predictions();
    if (!holdLease(queue, attempt, stored.token(), object.size())) {
      return false;
    }
    var key = attempts.uploads(attempt).get(UploadKind.PREDICTIONS);
    var blob = seal(attempt, UploadKind.PREDICTIONS, key, object);
    return blob.isPresent() && ends.keepPredictions(queue, attempt, stored, blob.get().id());
  }

  /** The worker has done its part; its lease must not end while the site does its own. */
  private boolean holdLease(QueueId queue, AttemptId attempt, UUID token, long bytes) {
    var time = settings.lease().plus(Duration.ofSeconds(bytes / SEALED_BYTES_PER_SECOND));
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              var held = attempts.lock(queue, attempt, token);
              if (held.isEmpty() || !held.get().isActive()) {
                return false;
              }
              attempts.prolong(attempt, time);
              return true;
            }));
  }

  private Optional<Blob> seal(
      AttemptId attempt, UploadKind kind, @Nullable String key, StoredObject object)
      throws IOException {
    if (key == null) {
      return Optional.empty();
    }
    var content = object.content();
    if (content != null) {
      storage.put(key, content);
    }
    return switch (kind) {
      case PREDICTIONS ->
          storage.sealUpload(
              key, object.size(), object.sha256(), "predictions-" + attempt + ".zip", ZIP);
      case SCORING_OUTPUT ->
          storage.sealUpload(
              key, object.size(), object.sha256(), "scoring-output-" + attempt + ".zip", ZIP);
      case DETAILED_RESULTS ->
          storage.sealUpload(
              key, object.size(), object.sha256(), "detailed-results-" + attempt + ".html", HTML);
    };
  }

  private static AttemptResult notStored(AttemptResult result, UploadKind kind) {
    var failure =
        Failure.outsideSteps(
            Cause.STORAGE_FAILED,
            "The worker says it stored %s, but the site found nothing, or something else, there."
                .formatted(kind),
            "It does not count against your limit. Submit it again, or tell the operator.");
    return new AttemptResult(
        result.token(),
        Outcome.failed(failure),
        result.imageUsed(),
        result.imageDigest(),
        result.steps(),
        result.stored(),
        result.logBytes(),
        result.warnings());
  }
}

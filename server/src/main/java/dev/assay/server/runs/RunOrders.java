package dev.assay.server.runs;

import dev.assay.contract.BlobLink;
import dev.assay.contract.RunOrder;
import dev.assay.contract.UploadKind;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.TaskVersion;
import dev.assay.server.tasks.Tasks;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down for a worker everything it needs, with links that end by themselves. */
final class RunOrders {
  /** Such an object is smaller than the calls that would store it; several fit into a report. */
  private static final int MAX_ENCLOSED = 64 * 1024;

  /** To fetch, to pull an image, to store, beyond the steps' own time. */
  private static final Duration BESIDE_THE_STEPS = Duration.ofHours(2);

  private final Competitions competitions;
  private final Tasks tasks;
  private final Storage storage;
  private final JdbcAttempts attempts;
  private final JdbcEvaluations evaluations;
  private final RunsSettings settings;
  private final TransactionOperations transactions;

  RunOrders(
      Competitions competitions,
      Tasks tasks,
      Storage storage,
      JdbcAttempts attempts,
      JdbcEvaluations evaluations,
      RunsSettings settings,
      TransactionOperations transactions) {
    this.competitions = competitions;
    this.tasks = tasks;
    this.storage = storage;
    this.attempts = attempts;
    this.evaluations = evaluations;
    this.settings = settings;
    this.transactions = transactions;
  }

  RunOrder of(Claimed claimed) {
    var phase = competitions.phase(claimed.phase()).orElseThrow();
    var competition = competitions.find(phase.competition()).orElseThrow();
    var valid = phase.executionTimeLimit().multipliedBy(2).plus(BESIDE_THE_STEPS);
    var predicts = claimed.kind() == RunOrder.Kind.PREDICT_AND_SCORE;
    return new RunOrder(
        claimed.attempt().value(),
        claimed.token(),
        claimed.number(),
        claimed.evaluation().value(),
        claimed.submission().value(),
        claimed.kind(),
        seconds(settings.lease()),
        seconds(settings.heartbeat()),
        claimed.image(),
        Math.toIntExact(phase.executionTimeLimit().toSeconds()),
        sandboxing(competition),
        files(tasks.version(claimed.task()), competition, valid),
        predicts ? link(claimed.submitted(), valid) : null,
        optionalLink(claimed.predictions(), valid),
        uploads(claimed, competition, valid),
        evaluations.columnsToFill(claimed.phase()),
        claimed.gpus());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static RunOrder.Sandboxing sandboxing(Competition competition) {
    return new RunOrder.Sandboxing(
        competition.network(),
        competition.writableRoot(),
        competition.imageUser(),
        "image".equals(competition.containerUser()) ? null : competition.containerUser());
  }

  private RunOrder.TaskFiles files(TaskVersion task, Competition competition, Duration valid) {
    return new RunOrder.TaskFiles(
        link(task.scoringProgram(), valid),
        optionalLink(task.ingestionProgram(), valid),
        optionalLink(task.inputData(), valid),
        optionalLink(task.referenceData(), valid),
        task.ingestionOnlyDuringScoring(),
        task.shareOutput(),
        task.showReferenceData(),
        competition.enableDetailedResults());
  }

  private @Nullable BlobLink optionalLink(@Nullable BlobId id, Duration valid) {
    return id == null ? null : link(id, valid);
  }

  private BlobLink link(BlobId id, Duration valid) {
    var blob =
        storage
            .find(id)
            .orElseThrow(() -> new IllegalStateException("There is no stored object " + id));
    return new BlobLink(
        storage.downloadLink(id, valid), blob.size(), blob.sha256(), blob.fileName());
  }

  private Map<UploadKind, RunOrder.UploadLink> uploads(
      Claimed claimed, Competition competition, Duration valid) {
    var slots = new EnumMap<UploadKind, Storage.UploadSlot>(UploadKind.class);
    var links = new EnumMap<UploadKind, RunOrder.UploadLink>(UploadKind.class);
    for (var kind : UploadKind.values()) {
      if (isStored(kind, claimed.kind(), competition)) {
        var slot = storage.createUpload(limit(kind), valid);
        slots.put(kind, slot);
        links.put(kind, new RunOrder.UploadLink(slot.url(), limit(kind), enclosed(kind)));
      }
    }
    transactions.executeWithoutResult(
        status ->
            slots.forEach(
                (kind, slot) -> attempts.addUpload(claimed.attempt(), kind, slot.objectKey())));
    return links;
  }

  private static boolean isStored(UploadKind kind, RunOrder.Kind steps, Competition competition) {
    return switch (kind) {
      case PREDICTIONS -> steps == RunOrder.Kind.PREDICT_AND_SCORE;
      case SCORING_OUTPUT -> true;
      case DETAILED_RESULTS -> competition.enableDetailedResults();
    };
  }

  private int enclosed(UploadKind kind) {
    return (int) Math.min(MAX_ENCLOSED, limit(kind));
  }

  private long limit(UploadKind kind) {
    return switch (kind) {
      case PREDICTIONS, SCORING_OUTPUT -> settings.outputLimit().toBytes();
      case DETAILED_RESULTS -> settings.detailedResultsLimit().toBytes();
    };
  }
}

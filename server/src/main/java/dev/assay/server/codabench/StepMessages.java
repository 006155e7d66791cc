package dev.assay.server.codabench;

import dev.assay.contract.Step;
import dev.assay.contract.codabench.CeleryTask;
import dev.assay.contract.codabench.RunArgs;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.runs.Offer;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.Tasks;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an offer down as the message that both kinds of worker read: Codabench's find the whole
 * step in it, Assay's only where to claim a run.
 */
@Component
final class StepMessages {
  private final Competitions competitions;
  private final Tasks tasks;
  private final Storage storage;
  private final JdbcSlots slots;
  private final ServerSettings server;
  private final CodabenchSettings settings;
  private final TransactionTemplate transactions;

  StepMessages(
      Competitions competitions,
      Tasks tasks,
      Storage storage,
      JdbcSlots slots,
      ServerSettings server,
      CodabenchSettings settings,
      TransactionTemplate transactions) {
    this.competitions = competitions;
    this.tasks = tasks;
    this.storage = storage;
    this.slots = slots;
    this.server = server;
    this.settings = settings;
    this.transactions = transactions;
  }

  CeleryTask of(Offer offer) {
    var phase = competitions.phase(offer.phase()).orElseThrow();
    var competition = competitions.find(phase.competition()).orElseThrow();
    var task = tasks.version(offer.task());
    var step = offer.isScoring() ? Step.SCORE : Step.PREDICT;
    boolean scores = offer.isScoring();
    boolean withIngestion = task.ingestionOnlyDuringScoring() == scores;
    var put = uploads(offer, step, competition.enableDetailedResults());
    return new CeleryTask(
        offer.celeryTask(),
        new RunArgs(
            // Codabench's workers name containers by it, and never remove those of a worker that
            // died:
            // another number each time keeps a new try clear of them.
            offer.id().value(),
            offer.evaluation().value(),
            server.url() + "/api",
            offer.secret(),
            competition.dockerImage(),
            Math.toIntExact(phase.executionTimeLimit().toSeconds()),
            scores,
            task.ingestionOnlyDuringScoring(),
            get(scores ? task.scoringProgram() : offer.submitted()),
            withIngestion ? get(task.ingestionProgram()) : null,
            withIngestion || !scores ? get(task.inputData()) : null,
            scores ? get(task.referenceData()) : null,
            scores ? get(offer.predictions()) : put.get(Slot.PREDICTION_RESULT),
            put.get(Slot.SCORING_RESULT),
            put.get(Slot.DETAILED_RESULTS_URL),
            put.get(Slot.PREDICTION_STDOUT),
            put.get(Slot.PREDICTION_STDERR),
            put.get(Slot.PREDICTION_INGESTION_STDOUT),
            put.get(Slot.PREDICTION_INGESTION_STDERR),
            put.get(Slot.SCORING_STDOUT),
            put.get(Slot.SCORING_STDERR),
            put.get(Slot.SCORING_INGESTION_STDOUT),
            put.get(Slot.SCORING_INGESTION_STDERR),
            new RunArgs.Hint(server.url().toString())));
  }

  private @Nullable String get(@Nullable BlobId blob) {
    return blob == null ? null : absolute(storage.downloadLink(blob, settings.links()));
  }

  private Map<Slot, String> uploads(Offer offer, Step step, boolean detailedResults) {
    var links = new EnumMap<Slot, String>(Slot.class);
    transactions.executeWithoutResult(
        status -> {
          for (var slot : Slot.of(step, detailedResults)) {
            var upload = storage.createUpload(limit(slot), settings.links());
            slots.add(offer.id(), slot, upload.objectKey());
            links.put(slot, absolute(upload.url()));
          }
        });
    return links;
  }

  private long limit(Slot slot) {
    return switch (slot) {
      case PREDICTION_RESULT, SCORING_RESULT -> settings.outputLimit().toBytes();
      case DETAILED_RESULTS_URL -> settings.detailedResultsLimit().toBytes();
      default -> settings.logLimit().toBytes();
    };
  }

  /** Storage elsewhere gives whole addresses, our own disk those below the site's. */
  private String absolute(String link) {
    return link.startsWith("/") ? server.url() + link : link;
  }
}

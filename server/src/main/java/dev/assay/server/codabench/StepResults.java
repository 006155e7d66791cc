package dev.assay.server.codabench;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.OfferedRuns;
import dev.assay.server.runs.OfferedRuns.Standing;
import dev.assay.server.runs.OfferedRuns.StepEnd;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.Tasks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends a step once everything that belongs to it has come. */
@Component
final class StepResults {
  /** The output of scoring is put right after the scores are posted, if at all. */
  private static final Duration OUTPUT_FOLLOWS = Duration.ofSeconds(30);

  /** What is left to a container to start and end in, beyond the limit. */
  private static final Duration TO_START = Duration.ofSeconds(5);

  private static final String ZIP = "application/zip";
  private static final String HTML = "text/html;charset=utf-8";
  private static final int LINES = 10;

  private final OfferedRuns runs;
  private final Competitions competitions;
  private final Tasks tasks;
  private final Storage storage;
  private final JdbcSlots slots;
  private final JdbcReports reports;
  private final StepLogs logs;
  private final Unstarted unstarted;
  private final Clock clock;

  StepResults(
      OfferedRuns runs,
      Competitions competitions,
      Tasks tasks,
      Storage storage,
      JdbcSlots slots,
      JdbcReports reports,
      StepLogs logs,
      Unstarted unstarted,
      Clock clock) {
    this.runs = runs;
    this.competitions = competitions;
    this.tasks = tasks;
    this.storage = storage;
    this.slots = slots;
    this.reports = reports;
    this.logs = logs;
    this.unstarted = unstarted;
    this.clock = clock;
  }

  /** Looks whether the step can end. Harmless to repeat, and from several processes. */
  void advance(Offer offer) throws IOException {
    var said = reports.of(offer.id());
    if (!offer.isScoring()) {
      if (said.endedAt() != null) {
        predict(offer);
      }
      return;
    }
    var scoredAt = said.scoredAt();
    if (scoredAt != null) {
      boolean waitedEnough = clock.instant().isAfter(scoredAt.plus(OUTPUT_FOLLOWS));
      score(offer, waitedEnough);
    }
  }

  /** The worker put more than the site takes, which it does not know. */
  void willNotCome(Offer offer, Slot slot, long most) {
    var standing = runs.standing(offer);
    if (standing == Standing.REPORTED || standing == Standing.LOST) {
      return;
    }
    if (slot == Slot.PREDICTION_RESULT) {
      var failure = StepFailures.outputTooLarge(most);
      runs.report(
          offer,
          Outcome.failed(failure),
          new StepEnd(Step.PREDICT, null, null),
          Map.of(),
          List.of());
    } else {
      logs.remark(
          offer, "%s: not taken in, as it has more than %,d bytes.".formatted(slot.label(), most));
    }
  }

  /** Without waiting for what may still come. */
  void finishNow(Offer offer) throws IOException {
    score(offer, true);
  }

  private void predict(Offer offer) throws IOException {
    var key = slots.of(offer.id()).get(Slot.PREDICTION_RESULT);
    var sealed =
        key == null
            ? null
            : storage.sealUpload(key, "predictions-" + offer.id() + ".zip", ZIP).orElse(null);
    if (sealed == null) {
      return;
    }
    logs.collect(offer);
    var codes = codes(sealed.id());
    var failure = unnoticed(offer, codes, sealed.id());
    if (failure != null) {
      var end = new StepEnd(Step.PREDICT, codes.program(), codes.ingestion());
      runs.report(offer, Outcome.failed(failure), end, Map.of(), List.of());
      return;
    }
    if (codes.program() != null) {
      logs.remarkMissing(offer, Program.PROGRAM);
    }
    if (codes.ingestion() != null) {
      logs.remarkMissing(offer, Program.INGESTION);
    }
    runs.predicted(
        offer, sealed.id(), new StepEnd(Step.PREDICT, codes.program(), codes.ingestion()));
  }

  /** What the worker passed over, of its own engine or of the time limit; null if nothing. */
  private @Nullable Failure unnoticed(Offer offer, ExitCodes codes, BlobId output)
      throws IOException {
    if (codes.isTold() && codes.ingestion() == null && predictsByIngestion(offer)) {
      return StepFailures.notRun();
    }
    if (codes.isTold() && codes.program() == null && codes.ingestion() == null && isBare(output)) {
      return unstarted.failure(offer, "its container engine did not run the submission's program.");
    }
    return neverStarted(offer, Program.PROGRAM, codes.program())
            || neverStarted(offer, Program.INGESTION, codes.ingestion())
        ? StepFailures.notStarted(Step.PREDICT)
        : overLimit(offer, codes);
  }

  /** These workers do not hold the limit while they read a container's log; they tell the time. */
  private @Nullable Failure overLimit(Offer offer, ExitCodes codes) {
    var limit = competitions.phase(offer.phase()).orElseThrow().executionTimeLimit();
    if (codes.took().compareTo(limit.plus(TO_START)) <= 0) {
      return null;
    }
    var program = codes.program() == null ? Program.INGESTION : Program.PROGRAM;
    return StepFailures.overLimit(codes.took(), limit, errors(offer, program));
  }

  private boolean neverStarted(Offer offer, Program program, @Nullable Integer code) {
    return !logs.knows(offer, program) && StepFailures.neverStarted(code, List.of());
  }

  /** Whether the task's ingestion program must have run in the prediction step. */
  private boolean predictsByIngestion(Offer offer) {
    var task = tasks.version(offer.task());
    return task.ingestionProgram() != null && !task.ingestionOnlyDuringScoring();
  }

  private boolean isBare(BlobId output) throws IOException {
    try (var content = storage.open(output)) {
      return ExitCodes.isAll(content);
    }
  }

  private ExitCodes codes(BlobId zip) throws IOException {
    try (var content = storage.open(zip)) {
      return ExitCodes.of(content);
    }
  }

  private void score(Offer offer, boolean withoutOutput) throws IOException {
    var posted = reports.of(offer.id()).scores();
    if (posted == null) {
      return;
    }
    var stored = sealed(offer);
    if (!stored.containsKey(UploadKind.SCORING_OUTPUT) && !withoutOutput) {
      return;
    }
    logs.collect(offer);
    logs.remarkMissing(offer, Program.PROGRAM);
    var task = tasks.version(offer.task());
    if (task.ingestionOnlyDuringScoring() && task.ingestionProgram() != null) {
      logs.remarkMissing(offer, Program.INGESTION);
    }
    List<String> warnings =
        stored.containsKey(UploadKind.SCORING_OUTPUT)
            ? List.of()
            : List.of("The worker did not store the output of scoring.");
    var outcome =
        switch (PostedScores.of(posted)) {
          case PostedScores.Usable(var scores) -> Outcome.scored(scores);
          case PostedScores.Unusable(var failure) -> Outcome.failed(blamed(offer, failure));
        };
    runs.report(offer, outcome, new StepEnd(Step.SCORE, 0, null), stored, warnings);
  }

  private Map<UploadKind, BlobId> sealed(Offer offer) throws IOException {
    var keys = slots.of(offer.id());
    var stored = new EnumMap<UploadKind, BlobId>(UploadKind.class);
    var output = keys.get(Slot.SCORING_RESULT);
    if (output != null) {
      storage
          .sealUpload(output, "scoring-output-" + offer.id() + ".zip", ZIP)
          .ifPresent(blob -> stored.put(UploadKind.SCORING_OUTPUT, blob.id()));
    }
    var page = keys.get(Slot.DETAILED_RESULTS_URL);
    if (page != null) {
      storage
          .sealUpload(page, "detailed-results-" + offer.id() + ".html", HTML)
          .ifPresent(blob -> stored.put(UploadKind.DETAILED_RESULTS, blob.id()));
    }
    return stored;
  }

  /**
   * Who pays for a failed scoring step: what went wrong in the prediction step, if anything did.
   */
  Failure blamed(Offer offer, Failure failure) throws IOException {
    var predictions = offer.predictions();
    if (!offer.isScoring() || predictions == null) {
      return failure;
    }
    var suspect =
        StepFailures.suspect(
            codes(predictions), errors(offer, Program.PROGRAM), errors(offer, Program.INGESTION));
    return suspect == null || failure.fault() == Fault.PLATFORM
        ? failure
        : suspect.blamedFor(failure);
  }

  private List<String> errors(Offer offer, Program program) {
    var stderr = LogStream.of(Step.PREDICT, program, true);
    var lines = logs.lastLines(offer.evaluation(), stderr, LINES);
    return lines.isEmpty()
        ? logs.lastLines(offer.evaluation(), LogStream.of(Step.PREDICT, program, false), LINES)
        : lines;
  }
}

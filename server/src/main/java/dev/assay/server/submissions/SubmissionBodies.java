package dev.assay.server.submissions;

import dev.assay.contract.Failure;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunStates;
import dev.assay.server.runs.RunStates.EvaluationStatus;
import dev.assay.server.scheduling.Waits;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A submission as scripts get it, with no more than its reader may see. */
@Component
final class SubmissionBodies {
  private final RunStates runs;
  private final Waits waits;
  private final FactSheets sheets;
  private final PublicSubmissions publics;
  private final Clock clock;

  SubmissionBodies(
      RunStates runs, Waits waits, FactSheets sheets, PublicSubmissions publics, Clock clock) {
    this.runs = runs;
    this.waits = waits;
    this.sheets = sheets;
    this.publics = publics;
    this.clock = clock;
  }

  record SubmissionBody(
      long id,
      long phase,
      String fileName,
      Instant receivedAt,
      String state,
      String line,
      Map<String, BigDecimal> scores,
      List<EvaluationBody> evaluations,
      List<WaitBody> waits,
      Map<String, String> factSheetAnswers,
      boolean isPublic,
      @Nullable DeletionBody deleted) {}

  record DeletionBody(Instant at, boolean byOwner, String reason) {
    static @Nullable DeletionBody of(Submission submission) {
      var deletion = submission.deletion();
      return deletion == null
          ? null
          : new DeletionBody(deletion.at(), submission.isDeletedByOwner(), deletion.reason());
    }
  }

  /**
   * Why an evaluation is not done: {@code owner} has to act, {@code reason} says what is missing.
   * {@code progress} is what its worker said last of its preparations, such as how much of an image
   * is there; empty for nothing.
   */
  record WaitBody(
      long evaluation,
      String owner,
      String reason,
      String words,
      int ahead,
      @Nullable Instant startsAbout,
      @Nullable String worker,
      String progress,
      @Nullable Instant deadline) {}

  record EvaluationBody(
      long id,
      String task,
      String state,
      @Nullable String worker,
      @Nullable String image,
      @Nullable String imageUsed,
      int attempts,
      Map<String, BigDecimal> scores,
      @Nullable Failure failure,
      List<String> warnings) {}

  SubmissionBody of(Submission submission, Reader reader) {
    var evaluations = runs.of(submission.id());
    var shown = evaluations.stream().map(one -> body(one, reader)).toList();
    return new SubmissionBody(
        submission.id().value(),
        submission.phase().value(),
        submission.fileName(),
        submission.receivedAt(),
        submission.state().stored(),
        Narration.line(submission.state(), evaluations),
        shown.size() == 1 ? shown.getFirst().scores() : byTask(shown),
        shown,
        submission.state().isFinal() ? List.of() : waits(submission.id()),
        sheets.answers(submission.id()),
        publics.isPublic(submission.id()),
        DeletionBody.of(submission));
  }

  private List<WaitBody> waits(SubmissionId id) {
    var now = clock.instant();
    return waits.of(id).stream()
        .map(
            one ->
                new WaitBody(
                    one.evaluation().value(),
                    one.owner().name().toLowerCase(Locale.ROOT),
                    one.reason().name().toLowerCase(Locale.ROOT),
                    WaitWords.of(List.of(one), now),
                    one.ahead(),
                    one.startsIn() == null ? null : now.plus(one.startsIn()),
                    one.worker(),
                    one.progress(),
                    one.deadline()))
        .toList();
  }

  private static Map<String, BigDecimal> byTask(List<EvaluationBody> evaluations) {
    Map<String, BigDecimal> scores = new LinkedHashMap<>();
    evaluations.forEach(
        one -> one.scores().forEach((key, value) -> scores.put(one.task() + "/" + key, value)));
    return scores;
  }

  private static EvaluationBody body(EvaluationStatus one, Reader reader) {
    var attempt = one.lastAttempt();
    var failure = one.failure();
    return new EvaluationBody(
        one.id().value(),
        one.taskName(),
        one.state(),
        attempt.map(RunStates.AttemptStatus::workerName).orElse(null),
        attempt.map(RunStates.AttemptStatus::image).orElse(null),
        attempt.map(RunStates.AttemptStatus::imageUsed).orElse(null),
        one.attempts().size(),
        reader.maySeeScores() ? one.scores() : Map.of(),
        failure == null || reader.maySeeLogs() ? failure : failure.withoutLog(),
        reader.isOrganiser() ? one.warnings() : List.of());
  }
}

package dev.assay.server.submissions;

import dev.assay.contract.Failure;
import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunStates;
import dev.assay.server.runs.RunStates.EvaluationStatus;
import dev.assay.server.scheduling.Waits;
import dev.assay.server.web.SentName;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Submissions for scripts and the command line. */
@RestController
class SubmissionApi {
  private final Intake intake;
  private final Competitions competitions;
  private final JdbcSubmissions submissions;
  private final Readers readers;
  private final FactSheets sheets;
  private final PublicSubmissions publics;
  private final RunStates runs;
  private final Waits waits;
  private final CurrentAccount current;
  private final Clock clock;

  SubmissionApi(
      Intake intake,
      Competitions competitions,
      JdbcSubmissions submissions,
      Readers readers,
      FactSheets sheets,
      PublicSubmissions publics,
      RunStates runs,
      Waits waits,
      CurrentAccount current,
      Clock clock) {
    this.intake = intake;
    this.competitions = competitions;
    this.submissions = submissions;
    this.readers = readers;
    this.sheets = sheets;
    this.publics = publics;
    this.runs = runs;
    this.waits = waits;
    this.current = current;
    this.clock = clock;
  }

  /** What the sender holds in hand from now on. */
  record ReceiptBody(
      long id, String location, Instant receivedAt, String fileName, long size, String sha256) {}

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

  @PostMapping("/api/v1/phases/{id}/submissions")
  ResponseEntity<?> submit(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String upload,
      @RequestParam(name = "fact_sheet_answers", defaultValue = "{}") String factSheetAnswers)
      throws IOException {
    var account = current.require();
    var phase = competitions.phase(new PhaseId(id));
    if (phase.isEmpty() || !competitions.standing(account, phase.get().competition()).maySee()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND)
          .body(Map.of("error", "There is no phase " + id + "."));
    }
    if (upload == null && file == null) {
      return ResponseEntity.badRequest()
          .body(
              Map.of(
                  "error",
                  "Send the zip as the part 'file' of multipart/form-data, or name a finished upload by 'upload'."));
    }
    var answers = AnswersJson.read(factSheetAnswers);
    if (answers.isEmpty()) {
      return ResponseEntity.badRequest().body(Map.of("error", AnswersJson.FORM));
    }
    return switch (receive(account, phase.get(), file, upload, answers.get())) {
      case Intake.Outcome.Accepted(var submission, var blob) ->
          ResponseEntity.status(HttpStatus.CREATED)
              .body(
                  new ReceiptBody(
                      submission.value(),
                      "/submissions/" + submission,
                      blob.sealedAt(),
                      blob.fileName(),
                      blob.size(),
                      blob.sha256()));
      case Intake.Outcome.Refused refused ->
          ResponseEntity.status(Refusals.status(refused.reason())).body(Refusals.body(refused));
    };
  }

  private Intake.Outcome receive(
      Account account,
      Phase phase,
      @Nullable MultipartFile file,
      @Nullable String upload,
      Answers answers)
      throws IOException {
    if (file == null) {
      return intake.receive(account, phase.id(), Objects.requireNonNull(upload), answers);
    }
    var name = SentName.of(file, "submission.zip");
    try (var bytes = file.getInputStream()) {
      return intake.receive(account, phase.id(), bytes, name, answers);
    }
  }

  /**
   * @param wait seconds to hold the call for while {@code line} is still what it would say
   * @param line what the caller was told last
   */
  @GetMapping("/api/v1/submissions/{id}")
  ResponseEntity<?> submission(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int wait,
      @RequestParam(defaultValue = "") String line)
      throws InterruptedException {
    return read(new SubmissionId(id), clock.instant().plusSeconds(Math.min(wait, 30)), line)
        .<ResponseEntity<?>>map(ResponseEntity::ok)
        .orElseGet(
            () ->
                ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(
                        Map.of(
                            "error",
                            "There is no submission " + id + ", or it is not yours to see.")));
  }

  private Optional<SubmissionBody> read(SubmissionId id, Instant until, String known)
      throws InterruptedException {
    try (var changes = runs.changes(id)) {
      var body = read(id);
      while (body.isPresent()
          && body.get().line().equals(known)
          && clock.instant().isBefore(until)) {
        changes.await(Duration.between(clock.instant(), until));
        body = read(id);
      }
      return body;
    }
  }

  private Optional<SubmissionBody> read(SubmissionId id) {
    var account = current.require();
    return submissions
        .find(id)
        .flatMap(
            submission -> {
              var reader = readers.reader(account, submission);
              return reader.maySee() ? Optional.of(body(submission, reader)) : Optional.empty();
            });
  }

  private SubmissionBody body(Submission submission, Reader reader) {
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

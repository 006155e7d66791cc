package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunStates;
import dev.assay.server.web.SentName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final SubmissionBodies bodies;
  private final RunStates runs;
  private final CurrentAccount current;
  private final Clock clock;

  SubmissionApi(
      Intake intake,
      Competitions competitions,
      JdbcSubmissions submissions,
      Readers readers,
      SubmissionBodies bodies,
      RunStates runs,
      CurrentAccount current,
      Clock clock) {
    this.intake = intake;
    this.competitions = competitions;
    this.submissions = submissions;
    this.readers = readers;
    this.bodies = bodies;
    this.runs = runs;
    this.current = current;
    this.clock = clock;
  }

  /** What the sender holds in hand from now on. */
  record ReceiptBody(
      long id, String location, Instant receivedAt, String fileName, long size, String sha256) {}

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
   * @param until "final" holds the call until the submission is, whatever is said on the way
   */
  @GetMapping("/api/v1/submissions/{id}")
  ResponseEntity<?> submission(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int wait,
      @RequestParam(defaultValue = "") String line,
      @RequestParam(defaultValue = "") String until)
      throws InterruptedException {
    var submission = new SubmissionId(id);
    var patience = Duration.ofSeconds(Math.min(wait, 30));
    var body =
        until.equals("final") ? readFinal(submission, patience) : read(submission, patience, line);
    return body.<ResponseEntity<?>>map(ResponseEntity::ok)
        .orElseGet(
            () ->
                ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(
                        Map.of(
                            "error",
                            "There is no submission " + id + ", or it is not yours to see.")));
  }

  private Optional<SubmissionBodies.SubmissionBody> read(
      SubmissionId id, Duration patience, String known) throws InterruptedException {
    var end = clock.instant().plus(patience);
    try (var changes = runs.changes(id)) {
      var body = read(id);
      while (body.isPresent() && body.get().line().equals(known) && clock.instant().isBefore(end)) {
        changes.await(Duration.between(clock.instant(), end));
        body = read(id);
      }
      return body;
    }
  }

  /** What happens on the way costs one look each, and no answer. */
  private Optional<SubmissionBodies.SubmissionBody> readFinal(SubmissionId id, Duration patience)
      throws InterruptedException {
    var end = clock.instant().plus(patience);
    try (var changes = runs.changes(id)) {
      if (read(id).isEmpty()) {
        return Optional.empty();
      }
      while (isOnItsWay(id) && clock.instant().isBefore(end)) {
        changes.await(Duration.between(clock.instant(), end));
      }
      return read(id);
    }
  }

  private boolean isOnItsWay(SubmissionId id) {
    return submissions.find(id).filter(one -> !one.state().isFinal()).isPresent();
  }

  private Optional<SubmissionBodies.SubmissionBody> read(SubmissionId id) {
    var account = current.require();
    return submissions
        .find(id)
        .flatMap(
            submission -> {
              var reader = readers.reader(account, submission);
              return reader.maySee()
                  ? Optional.of(bodies.of(submission, reader))
                  : Optional.empty();
            });
  }
}

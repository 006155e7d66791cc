package dev.assay.server.submissions;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.Strictness;
import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.Runs;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.Tasks;
import dev.assay.server.uploads.FinishedUpload;
import dev.assay.server.uploads.Uploads;
import dev.assay.server.web.Readable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes submissions in: seals the upload, judges it by the instant it was sealed, and makes its
 * evaluations, all or nothing. Whoever holds a receipt holds it for something that will reach a
 * final state.
 */
@Service
class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final Competitions competitions;
  private final Tasks tasks;
  private final Storage storage;
  private final Runs runs;
  private final JdbcSubmissions submissions;
  private final JdbcFactSheets sheets;
  private final Extensions extensions;
  private final SubmissionsSettings settings;
  private final Uploads uploads;
  private final TransactionOperations transactions;
  private final Clock clock;

  Intake(
      Competitions competitions,
      Tasks tasks,
      Storage storage,
      Runs runs,
      JdbcSubmissions submissions,
      JdbcFactSheets sheets,
      Extensions extensions,
      SubmissionsSettings settings,
      Uploads uploads,
      TransactionOperations transactions,
      Clock clock) {
    this.competitions = competitions;
    this.tasks = tasks;
    this.storage = storage;
    this.runs = runs;
    this.submissions = submissions;
    this.sheets = sheets;
    this.extensions = extensions;
    this.settings = settings;
    this.uploads = uploads;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What came of an upload. */
  sealed interface Outcome {
    record Accepted(SubmissionId id, Blob blob) implements Outcome {}

    /**
     * @param findings what is wrong inside the file, if that is why
     */
    record Refused(Reason reason, String message, List<Finding> findings) implements Outcome {
      Refused(Reason reason, String message) {
        this(reason, message, List.of());
      }
    }
  }

  /** Why an upload was refused. */
  enum Reason {
    NOT_ALLOWED,
    CLOSED,
    LIMIT,
    /** A question of the fact sheet is not answered, or not as it may be. */
    ANSWERS,
    TOO_LARGE,
    UNREADABLE
  }

  /**
   * @throws IOException when the upload broke off or the disk failed; nothing is left then
   */
  Outcome receive(
      Account account, PhaseId wanted, InputStream upload, String fileName, Answers answers)
      throws IOException {
    var phase = own(account, wanted);
    var early = refusal(account, phase, clock.instant()).or(() -> refusal(phase, answers));
    if (early.isPresent()) {
      return early.get();
    }
    Blob blob;
    try {
      blob = storage.store(upload, settings.maxBytes(), fileName, "application/zip");
    } catch (Storage.TooLarge e) {
      return new Outcome.Refused(
          Reason.TOO_LARGE,
          "The file is larger than the %s a submission may have. Leave out what the program does not need."
              .formatted(Readable.size(e.maxBytes())));
    }
    var unreadable = unreadable(blob);
    return unreadable.isPresent()
        ? unreadable.get()
        : admit(account, phase, blob, id -> keep(id, phase, answers));
  }

  /**
   * Takes what came over several connections. Asked once more, as after a lost answer, it gives the
   * same answer and makes nothing a second time.
   */
  Outcome receive(Account account, PhaseId wanted, String upload, Answers answers)
      throws IOException {
    var finished = uploads.finished(upload, SubmissionUpload.NAME, account);
    return finished.isPresent()
        ? receive(account, own(account, wanted), finished.get(), answers)
        : new Outcome.Refused(
            Reason.UNREADABLE,
            "There is no whole upload %s of yours, or it has expired: send the file again."
                .formatted(upload));
  }

  private Outcome receive(Account account, Phase phase, FinishedUpload upload, Answers answers)
      throws IOException {
    if (upload.usedFor() != null) {
      return new Outcome.Accepted(
          new SubmissionId(Long.parseLong(upload.usedFor())), upload.blob());
    }
    var unanswered = refusal(phase, answers);
    if (unanswered.isPresent()) {
      return unanswered.get();
    }
    var unreadable = unreadable(upload.blob());
    return unreadable.isPresent()
        ? unreadable.get()
        : admit(
            account,
            phase,
            upload.blob(),
            made -> keep(made, phase, answers) && uploads.use(upload.id(), made.toString()));
  }

  /** What is wrong with the answers to the competition's questions. */
  private Optional<Outcome> refusal(Phase phase, Answers answers) {
    return answers
        .refusal(sheets.questions(phase.competition()))
        .map(message -> new Outcome.Refused(Reason.ANSWERS, message));
  }

  private boolean keep(SubmissionId id, Phase phase, Answers answers) {
    sheets.keep(id, answers.json(sheets.questions(phase.competition())));
    return true;
  }

  private Optional<Outcome> unreadable(Blob blob) throws IOException {
    var errors = errors(storage, blob);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused(
                Reason.UNREADABLE,
                "%s cannot be used: %s".formatted(blob.fileName(), errors.getFirst().message()),
                errors));
  }

  /** Why a file is no submission at all. */
  static List<Finding> errors(Storage storage, Blob blob) throws IOException {
    try (var source =
        BundleSource.open(
            storage.localFile(blob.id()), ArchiveLimits.forSubmissions(), Strictness.STRICT)) {
      return source.findings().stream()
          .filter(Finding::isError)
          .map(finding -> finding.calling(source.name(), blob.fileName()))
          .toList();
    }
  }

  /**
   * @param isFirst called in the transaction with what was made; false undoes it
   */
  private Outcome admit(Account account, Phase phase, Blob blob, Predicate<SubmissionId> isFirst) {
    var outcome =
        transactions.execute(
            status -> {
              submissions.lockParticipant(phase.competition(), account.id(), clock.instant());
              var refusal = refusal(account, phase, blob.sealedAt());
              if (refusal.isPresent()) {
                return lateness(refusal.get(), phase, blob.sealedAt());
              }
              var made = accept(account, phase, blob);
              if (made instanceof Outcome.Accepted(var id, _) && !isFirst.test(id)) {
                status.setRollbackOnly();
                return new Outcome.Refused(
                    Reason.LIMIT, "This upload has been submitted already; see your submissions.");
              }
              return made;
            });
    if (outcome instanceof Outcome.Accepted(var id, var sealed)) {
      log.info("Submission {} of {} bytes received", id, sealed.size());
    }
    return Objects.requireNonNull(outcome);
  }

  /** What was late, and by how much; before a file was sent there is no such thing. */
  private static Outcome lateness(Outcome refusal, Phase phase, Instant sealedAt) {
    var end = phase.endsAt();
    return refusal instanceof Outcome.Refused(var reason, var message, _)
            && reason == Reason.CLOSED
            && end != null
            && !sealedAt.isBefore(end)
        ? new Outcome.Refused(
            reason,
            "%s The last byte of your file came %s later."
                .formatted(message, Readable.duration(Duration.between(end, sealedAt))))
        : refusal;
  }

  private Outcome accept(Account account, Phase phase, Blob blob) {
    var competition = competition(phase.competition());
    var versions = tasks.currentVersions(phase.id());
    if (versions.isEmpty()) {
      return new Outcome.Refused(
          Reason.CLOSED, "Phase %s has no task yet: tell the organiser.".formatted(phase.name()));
    }
    var organises = competitions.standing(account, competition.id()).isOrganiser();
    if (!competition.autoRunSubmissions() && !organises) {
      var held = submissions.insert(phase.id(), account.id(), blob, SubmissionState.SUBMITTED);
      return new Outcome.Accepted(held, blob);
    }
    var id = submissions.insert(phase.id(), account.id(), blob, SubmissionState.RUNNING);
    runs.evaluate(id, competition, versions);
    return new Outcome.Accepted(id, blob);
  }

  /** Why nothing is taken from this account now. */
  Optional<Outcome> refusal(Account account, PhaseId phase) {
    return refusal(account, own(account, phase), clock.instant());
  }

  /** As it is for this account, with what was granted to it alone. */
  private Phase own(Account account, PhaseId phase) {
    return extensions.extended(competitions.phase(phase).orElseThrow(), account.id());
  }

  /**
   * Why nothing is taken from this account at this instant.
   *
   * @param phase as it is for this account
   */
  private Optional<Outcome> refusal(Account account, Phase phase, Instant at) {
    var standing = competitions.standing(account, phase.competition());
    if (!standing.maySubmit()) {
      return Optional.of(
          new Outcome.Refused(
              Reason.NOT_ALLOWED,
              switch (standing) {
                case PENDING -> "The organiser has not let you in yet.";
                case DENIED -> "The organiser has refused your request to take part.";
                default -> "Join the competition first.";
              }));
    }
    if (standing.isOrganiser()) {
      return Optional.empty();
    }
    if (!phase.isOpenAt(at)) {
      return Optional.of(new Outcome.Refused(Reason.CLOSED, closed(phase, at)));
    }
    return submissions
        .quota(phase, account.id(), at)
        .refusal(at)
        .map(message -> new Outcome.Refused(Reason.LIMIT, message));
  }

  private static String closed(Phase phase, Instant at) {
    if (at.isBefore(phase.startsAt())) {
      return "Phase %s opens on %s.".formatted(phase.name(), Readable.exact(phase.startsAt()));
    }
    var end = Objects.requireNonNull(phase.endsAt());
    return "Phase %s closed on %s.".formatted(phase.name(), Readable.exact(end));
  }

  private Competition competition(CompetitionId id) {
    return competitions.find(id).orElseThrow();
  }
}

package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.PublicSubmissionCount;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SubmissionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Submissions that those who sent them in made public, where the competition lets them: whoever
 * sees the competition may download the file. Nothing else of one is opened: scores, logs and
 * outputs stay as they are shown elsewhere. Only its author makes one public; organisers may take
 * that back.
 */
@Component
class PublicSubmissions implements PublicSubmissionCount {
  private static final Logger log = LoggerFactory.getLogger(PublicSubmissions.class);

  private final JdbcPublicSubmissions rows;
  private final JdbcSubmissions submissions;
  private final Readers readers;

  PublicSubmissions(JdbcPublicSubmissions rows, JdbcSubmissions submissions, Readers readers) {
    this.rows = rows;
    this.submissions = submissions;
    this.readers = readers;
  }

  /** Done again, it changes nothing. */
  Answer publish(Account by, SubmissionId id) {
    var found = submissions.find(id);
    if (found.isEmpty() || !readers.reader(by, found.get()).maySee()) {
      return new Answer.Unknown();
    }
    var refusal = refusal(found.get(), readers.reader(by, found.get()));
    if (!refusal.isEmpty()) {
      return new Answer.Refused(refusal);
    }
    if (!rows.mark(id)) {
      return new Answer.Refused("It has changed meanwhile: look at it again.");
    }
    log.info("Submission {} is made public by {}", id, by.username());
    return new Answer.Done();
  }

  /** Why this reader may not make it public; empty if they may. */
  private String refusal(Submission submission, Reader reader) {
    if (!reader.isOwner()) {
      return "Only whoever submitted it can make it public.";
    }
    if (!rows.isAllowed(submission.competition())) {
      return "This competition does not let participants make submissions public.";
    }
    if (submission.deletion() != null) {
      return "It is deleted.";
    }
    return submission.state() == SubmissionState.FINISHED
        ? ""
        : "A submission can be made public once it is scored.";
  }

  /** By its author or an organiser. */
  Answer withdraw(Account by, SubmissionId id) {
    var found = submissions.find(id).filter(one -> readers.reader(by, one).maySee());
    if (found.isEmpty()) {
      return new Answer.Unknown();
    }
    rows.unmark(id);
    log.info("Submission {} is public no more, by {}", id, by.username());
    return new Answer.Done();
  }

  /**
   * One that is public, for somebody who may see its competition.
   *
   * @param reader null for a visitor
   */
  Optional<Submission> find(SubmissionId id, @Nullable Account reader) {
    return submissions
        .find(id)
        .filter(_ -> rows.isShown(id))
        .filter(one -> readers.maySeeCompetition(readers.reader(reader, one)));
  }

  @Override
  public int of(CompetitionId competition) {
    return rows.count(competition);
  }

  /** Whether its author made it public, also while nobody else sees that. */
  boolean isPublic(SubmissionId id) {
    return rows.isMarked(id);
  }

  /** What the submission's page says of it. */
  SubmissionView.Publicity view(Submission submission, Reader reader) {
    var isPublic = rows.isMarked(submission.id());
    return new SubmissionView.Publicity(
        isPublic,
        isPublic && !rows.isShown(submission.id()),
        !isPublic && refusal(submission, reader).isEmpty());
  }
}

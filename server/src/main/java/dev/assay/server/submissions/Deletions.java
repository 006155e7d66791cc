package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.BoardEntries;
import dev.assay.server.kernel.SubmissionId;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes submissions out of lists and off boards, and brings them back. Nothing of them is lost:
 * files, runs, logs and scores stay, and what was used of a limit stays used, so that nobody gets
 * around a limit by deleting.
 */
@Component
class Deletions {
  private static final Logger log = LoggerFactory.getLogger(Deletions.class);
  private static final int LONGEST_REASON = 500;

  private final JdbcSubmissions submissions;
  private final JdbcDeletions rows;
  private final Readers readers;
  private final BoardEntries boards;
  private final TransactionOperations transactions;

  Deletions(
      JdbcSubmissions submissions,
      JdbcDeletions rows,
      Readers readers,
      BoardEntries boards,
      TransactionOperations transactions) {
    this.submissions = submissions;
    this.rows = rows;
    this.readers = readers;
    this.boards = boards;
    this.transactions = transactions;
  }

  /**
   * Deletes one's own that stands on no board, or as an organiser any.
   *
   * @param reason for whoever submitted it; may be empty
   */
  Answer delete(Account by, SubmissionId id, String reason) {
    var answer =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  rows.lock(id);
                  return submissions
                      .find(id)
                      .map(found -> delete(by, found, reason.strip().replace("\0", "")))
                      .orElseGet(Answer.Unknown::new);
                }));
    if (answer instanceof Answer.Done) {
      log.info("Submission {} is deleted by {}; it can be restored", id, by.username());
    }
    return answer;
  }

  private Answer delete(Account by, Submission submission, String reason) {
    var reader = readers.reader(by, submission);
    if (!reader.maySee()) {
      return new Answer.Unknown();
    }
    var onBoard = boards.contains(submission.id());
    var refusal = refusal(submission, reader, onBoard);
    if (!refusal.isEmpty()) {
      return new Answer.Refused(refusal);
    }
    if (reason.length() > LONGEST_REASON) {
      return new Answer.Refused("A reason has %d characters at most.".formatted(LONGEST_REASON));
    }
    if (!rows.delete(submission.id(), by.id(), reason, onBoard)) {
      return new Answer.Refused("It has changed meanwhile: look at it again.");
    }
    boards.left(submission.id());
    return new Answer.Done();
  }

  /**
   * Why this reader may not delete it now; empty if they may.
   *
   * @param onBoard whether it stands on a board
   */
  static String refusal(Submission submission, Reader reader, boolean onBoard) {
    if (submission.deletion() != null) {
      return "It is deleted already.";
    }
    if (submission.trial() != null) {
      return "A try of the competition is in no list and on no board; there is nothing to delete.";
    }
    if (!submission.state().isFinal()) {
      return "It is not done yet: cancel it first.";
    }
    return onBoard && !reader.isOrganiser()
        ? "It stands on the leaderboard: take it off or put another one in its place first, where the leaderboard's rule lets you."
        : "";
  }

  /** Brings one back as it was, for organisers. */
  Answer restore(Account by, SubmissionId id) {
    return Objects.requireNonNull(
        transactions.execute(
            status ->
                submissions
                    .find(id)
                    .filter(found -> readers.reader(by, found).maySee())
                    .map(found -> restore(by, found))
                    .orElseGet(Answer.Unknown::new)));
  }

  private Answer restore(Account by, Submission submission) {
    if (!readers.reader(by, submission).isOrganiser()) {
      return new Answer.Refused("Only an organiser can bring it back.");
    }
    var wasOnBoard = rows.restore(submission.id());
    if (wasOnBoard.isEmpty()) {
      return new Answer.Refused("It is not deleted.");
    }
    boards.returned(submission.id(), wasOnBoard.get());
    log.info("Submission {} is restored by {}", submission.id(), by.username());
    return new Answer.Done();
  }
}

package dev.assay.server.submissions;

import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.Runs;
import dev.assay.server.tasks.Tasks;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Starts and ends what is held: where a competition says {@code auto_run_submissions: false}, each
 * submission waits for an organiser.
 */
@Component
class SubmissionStarts {
  private final JdbcSubmissions submissions;
  private final Competitions competitions;
  private final Tasks tasks;
  private final Runs runs;
  private final Clock clock;
  private final TransactionOperations transactions;

  SubmissionStarts(
      JdbcSubmissions submissions,
      Competitions competitions,
      Tasks tasks,
      Runs runs,
      Clock clock,
      TransactionOperations transactions) {
    this.submissions = submissions;
    this.competitions = competitions;
    this.tasks = tasks;
    this.runs = runs;
    this.clock = clock;
    this.transactions = transactions;
  }

  /**
   * Lets a held submission run on all tasks that its phase has now.
   *
   * @return false if it is not held, or its phase has no task
   */
  boolean start(SubmissionId id) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              var submission = submissions.find(id).orElseThrow();
              var versions = tasks.currentVersions(submission.phase());
              if (versions.isEmpty() || !submissions.leaveHeld(id, SubmissionState.RUNNING, null)) {
                return false;
              }
              runs.evaluate(
                  id, competitions.find(submission.competition()).orElseThrow(), versions);
              return true;
            }));
  }

  /** All that are held, the oldest first. */
  int startAll(CompetitionId competition) {
    return (int) submissions.held(competition).stream().filter(this::start).count();
  }

  /** Ends a submission wherever it is: at once if it is held or queued. */
  void cancel(SubmissionId id) {
    transactions.executeWithoutResult(
        status -> {
          if (!submissions.leaveHeld(id, SubmissionState.CANCELLED, clock.instant())) {
            runs.cancel(id);
          }
        });
  }
}

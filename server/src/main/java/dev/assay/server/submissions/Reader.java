package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What one person may see of one submission.
 *
 * @param account null for a visitor
 */
record Reader(
    @Nullable Account account,
    boolean isOrganiser,
    boolean isOwner,
    Competition competition,
    Phase phase) {

  boolean maySee() {
    return isOrganiser || isOwner;
  }

  boolean maySeeLogs() {
    return isOrganiser || (isOwner && !phase.hideOutput());
  }

  boolean maySeePredictions() {
    return isOrganiser || (isOwner && !phase.hideOutput() && !phase.hidePredictionOutput());
  }

  boolean maySeeScoringOutput() {
    return isOrganiser || (isOwner && !phase.hideOutput() && !phase.hideScoreOutput());
  }

  boolean maySeeScores() {
    return maySee() && (isOrganiser || !phase.hideOutput());
  }

  /** Unlike in Codabench, hidden output hides the detailed results too. */
  boolean maySeeDetailedResults() {
    return maySeeScoringOutput()
        && competition.enableDetailedResults()
        && (isOrganiser || competition.showDetailedResultsInSubmissionPanel());
  }

  /** Whether the leaderboard, if this submission stands on it, shows the detailed results. */
  boolean mayReadOnLeaderboard() {
    return competition.enableDetailedResults()
        && competition.showDetailedResultsInLeaderboard()
        && !phase.hideOutput();
  }

  boolean mayCancel() {
    return maySee();
  }
}

package dev.assay.bundle.competition;

import java.util.Locale;

/**
 * Switches of a competition.
 *
 * @param allowRobotSubmissions accounts of programs may take part at once and without limits
 */
public record CompetitionSettings(
    CompetitionType type,
    boolean registrationAutoApprove,
    boolean allowRobotSubmissions,
    DetailedResults detailedResults,
    boolean autoRunSubmissions,
    boolean canParticipantsMakeSubmissionsPublic,
    boolean makeProgramsAvailable,
    boolean makeInputDataAvailable,
    boolean forumEnabled) {

  /** What kind of event it is. */
  public enum CompetitionType {
    COMPETITION,
    BENCHMARK;

    /** As bundles and the API spell it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether and where the page a scorer writes is shown. */
  public record DetailedResults(
      boolean enabled, boolean inSubmissionPanel, boolean inLeaderboard) {}
}

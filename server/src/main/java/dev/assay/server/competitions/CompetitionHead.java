package dev.assay.server.competitions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands above every page of a competition: its name, its phases, and how the reader stands.
 *
 * @param organiser the organiser's name
 * @param logo the address of its picture, or null
 * @param notice such as "Only you can see this: it is not published", or empty
 */
public record CompetitionHead(
    long id,
    String title,
    String summary,
    String organiser,
    List<PhaseView> phases,
    Membership membership,
    @Nullable Standing standing,
    String notice,
    @Nullable String logo) {

  /** What the reader is to this competition. */
  public enum Membership {
    /** Not logged in. */
    VISITOR,
    /** Logged in, may ask to take part. */
    STRANGER,
    /** Asked, not yet let in. */
    PENDING,
    /** Refused by the organiser. */
    REFUSED,
    PARTICIPANT,
    /** May do everything here, and take part. */
    ORGANISER;

    /** Whether this person may submit. */
    public boolean mayParticipate() {
      return this == PARTICIPANT || this == ORGANISER;
    }
  }

  /**
   * How a participant stands.
   *
   * @param rank null before the first score
   * @param entries how many are ranked; null where the leaderboard is hidden
   * @param score the primary score as shown on the leaderboard, or empty
   * @param leftToday null for no limit
   * @param leftInAll null for no limit
   */
  public record Standing(
      @Nullable Integer rank,
      @Nullable Integer entries,
      String score,
      @Nullable Integer leftToday,
      @Nullable Integer leftInAll) {}

  /** The pages of a competition. */
  public enum Tab {
    OVERVIEW,
    SUBMIT,
    SUBMISSIONS,
    LEADERBOARD,
    ORGANISE
  }

  public CompetitionHead {
    phases = List.copyOf(phases);
  }

  /** The address of its overview. */
  public String url() {
    return "/competitions/" + id;
  }

  /** The phase that is open, the later one where two overlap. */
  public Optional<PhaseView> openPhase(Instant now) {
    return phases.reversed().stream()
        .filter(phase -> phase.standing(now) == PhaseView.Standing.OPEN)
        .findFirst();
  }

  /** The next phase to open. */
  public Optional<PhaseView> nextPhase(Instant now) {
    return phases.stream()
        .filter(phase -> phase.standing(now) == PhaseView.Standing.TO_COME)
        .findFirst();
  }
}

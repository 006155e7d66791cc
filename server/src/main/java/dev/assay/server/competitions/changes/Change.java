package dev.assay.server.competitions.changes;

import java.util.List;

/**
 * One thing that is added, changed or removed.
 *
 * @param subject its name, as people know it
 * @param details what of it changes; empty where all of it does
 * @param effects what follows for submissions and scores
 */
public record Change(
    Kind kind, Area area, String subject, List<Detail> details, List<Effect> effects) {

  public Change {
    details = List.copyOf(details);
    effects = List.copyOf(effects);
  }

  /** What happens to it. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED,
    /** Wanted, but not done, for a reason that its effects tell. */
    KEPT
  }

  /** What kind of thing it is. */
  public enum Area {
    DETAILS,
    PAGE,
    PHASE,
    TASK,
    SOLUTION,
    LEADERBOARD,
    COLUMN,
    QUESTION
  }

  /**
   * A field that changes.
   *
   * @param before empty for none
   * @param after empty for none
   */
  public record Detail(String field, String before, String after) {}

  /** Something that follows from a change. */
  public record Effect(Weight weight, String text) {

    /** How much it matters. */
    public enum Weight {
      /** Good to know. */
      NOTE,
      /** Should be wanted: people notice it. */
      WARNING,
      /** Scores before and after cannot be compared. */
      INCOMPARABLE
    }
  }

  /** Whether scores before and after it cannot be compared. */
  public boolean isIncomparable() {
    return effects.stream().anyMatch(effect -> effect.weight() == Effect.Weight.INCOMPARABLE);
  }
}

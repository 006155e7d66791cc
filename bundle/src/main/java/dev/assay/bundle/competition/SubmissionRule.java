package dev.assay.bundle.competition;

import java.util.Arrays;

/** Which of a participant's submissions stand on a leaderboard, and who says so. */
public enum SubmissionRule {
  ADD("Add"),
  ADD_AND_DELETE("Add_And_Delete"),
  ADD_AND_DELETE_MULTIPLE("Add_And_Delete_Multiple"),
  FORCE_LAST("Force_Last"),
  FORCE_LATEST_MULTIPLE("Force_Latest_Multiple"),
  FORCE_BEST("Force_Best");

  private final String text;

  SubmissionRule(String text) {
    this.text = text;
  }

  /** The rule that is spelled exactly so; any other text is an error of the caller's. */
  public static SubmissionRule of(String text) {
    return Arrays.stream(values())
        .filter(rule -> rule.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No submission rule is called " + text));
  }

  /** As bundles, the API and the database spell it. */
  public String text() {
    return text;
  }

  /** Whether the participant chooses; otherwise the rule alone decides. */
  public boolean isManual() {
    return switch (this) {
      case ADD, ADD_AND_DELETE, ADD_AND_DELETE_MULTIPLE -> true;
      case FORCE_LAST, FORCE_LATEST_MULTIPLE, FORCE_BEST -> false;
    };
  }

  /** Whether somebody may stand on the board more than once. */
  public boolean allowsSeveral() {
    return this == ADD_AND_DELETE_MULTIPLE || this == FORCE_LATEST_MULTIPLE;
  }

  /** Whether participants may take their own off the board. */
  public boolean allowsRemoval() {
    return this == ADD_AND_DELETE || this == ADD_AND_DELETE_MULTIPLE;
  }
}

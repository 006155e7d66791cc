package dev.assay.server.leaderboards;

import java.util.Arrays;

/** Which of a participant's submissions stand on a leaderboard, and who says so. */
public enum SubmissionRule {
  ADD("Add"),
  ADD_AND_DELETE("Add_And_Delete"),
  ADD_AND_DELETE_MULTIPLE("Add_And_Delete_Multiple"),
  FORCE_LAST("Force_Last"),
  FORCE_LATEST_MULTIPLE("Force_Latest_Multiple"),
  FORCE_BEST("Force_Best");

  private final String key;

  SubmissionRule(String key) {
    this.key = key;
  }

  /** The rule that bundles call so. */
  public static SubmissionRule of(String key) {
    return Arrays.stream(values())
        .filter(rule -> rule.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No submission rule is called " + key));
  }

  /** As bundles write it. */
  public String key() {
    return key;
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

package dev.assay.server.web;

import org.jspecify.annotations.Nullable;

/**
 * One remark about something uploaded.
 *
 * @param code the rule's code, such as {@code PHA-08}, or empty
 * @param place file, line and key, such as {@code competition.yaml:12 phases[0].start}, or empty
 * @param quoted the line the finding is about, if there is one
 * @param fix what to do, or empty if nothing need be done
 */
public record Finding(
    Severity severity,
    String code,
    String cause,
    String place,
    @Nullable String quoted,
    String fix) {

  /** How much a finding matters. */
  public enum Severity {
    ERROR(Tone.BAD, "Error"),
    WARNING(Tone.WARNING, "Warning"),
    NOTE(Tone.NEUTRAL, "Note");

    private final Badge badge;

    Severity(Tone tone, String word) {
      badge = new Badge(tone, word);
    }

    /** How it is shown. */
    public Badge badge() {
      return badge;
    }
  }

  /** An error without a place, as when a file is refused as a whole. */
  public static Finding error(String cause, String fix) {
    return new Finding(Severity.ERROR, "", cause, "", null, fix);
  }
}

package dev.assay.server.competitions.changes;

import java.util.Locale;

/** Where a version of a competition comes from. */
public enum Origin {
  /** What it was before its first change. */
  CREATED,
  /** A new version of the bundle. */
  BUNDLE,
  EDITOR,
  /** An older version came back. */
  REVERT,
  /** Changed on other pages of the site, and noticed when the next plan was applied. */
  ELSEWHERE;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Origin of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

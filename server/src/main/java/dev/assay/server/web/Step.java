package dev.assay.server.web;

import java.util.Locale;

/**
 * One step of something that takes a while.
 *
 * @param note how long it took, or what it is doing; may be empty
 */
public record Step(String name, Progress progress, String note) {

  /** How far a step is. */
  public enum Progress {
    DONE("Done"),
    CURRENT("Now"),
    FAILED("Failed"),
    AHEAD("To come"),
    SKIPPED("Not needed");

    private final String words;

    Progress(String words) {
      this.words = words;
    }

    /** For those who cannot see the icon. */
    public String words() {
      return words;
    }

    /** The suffix of the style class. */
    public String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

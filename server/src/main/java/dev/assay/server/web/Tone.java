package dev.assay.server.web;

import java.util.Locale;

/** What a state means to its reader; each tone has a colour and an icon. */
public enum Tone {
  /** Nothing to say. */
  NEUTRAL("dot"),
  /** It waits for its turn or for somebody. */
  WAITING("clock"),
  /** It goes on at this moment. */
  ACTIVE("play"),
  /** It ended well. */
  GOOD("check"),
  /** It works, but look at it. */
  WARNING("alert"),
  /** It failed. */
  BAD("cross"),
  /** It was ended by hand, or is over. */
  OVER("stop");

  private final String icon;

  Tone(String icon) {
    this.icon = icon;
  }

  /** The icon beside the word, so that state is never told by colour alone. */
  public String icon() {
    return icon;
  }

  /** The suffix of the style class. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}

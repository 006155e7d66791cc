package dev.assay.server.web;

import dev.assay.contract.Fault;

/** Whose fault a failure is, in words for the participant who reads it. */
public enum Blame {
  PARTICIPANT("Your submission", "user"),
  SUBMISSION("The submission", "user"),
  ORGANISER("The organiser's part", "flag"),
  PLATFORM("The platform", "server");

  private final String words;
  private final String icon;

  Blame(String words, String icon) {
    this.words = words;
    this.icon = icon;
  }

  /** The same for somebody who did not send it in. */
  public static Blame ofOthers(Fault fault) {
    return fault == Fault.PARTICIPANT ? SUBMISSION : of(fault);
  }

  /** The words for a fault, to whoever sent the submission in. */
  public static Blame of(Fault fault) {
    return switch (fault) {
      case PARTICIPANT -> PARTICIPANT;
      case ORGANISER -> ORGANISER;
      case PLATFORM -> PLATFORM;
    };
  }

  /** Where the fault lies. */
  public String words() {
    return words;
  }

  /** The icon beside the words. */
  public String icon() {
    return icon;
  }
}

package dev.assay.runner;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** A line of the log in which the worker itself speaks. */
public final class WorkerLine {
  private WorkerLine() {}

  /** The line with the time before it and its end after it. */
  public static byte[] bytes(Clock clock, String text) {
    var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return (time + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
  }
}

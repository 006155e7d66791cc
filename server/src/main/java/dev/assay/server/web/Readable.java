package dev.assay.server.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times, durations, sizes and scores in words. {@code js/time.js} says relative times with the same
 * rules, so that nothing jumps when it takes over.
 */
public final class Readable {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final int MOST_DECIMALS = 20;
  private static final int DOUBLE_DIGITS = 15;

  private Readable() {}

  /** A time to the minute, in UTC and saying so. */
  public static String exact(Instant time) {
    return EXACT.format(time);
  }

  /** How far a time lies from now: {@code 5 min ago}, {@code in 3 days}. */
  public static String relative(Instant now, Instant time) {
    var seconds = Math.round(Duration.between(now, time).toMillis() / 1000.0);
    if (Math.abs(seconds) < 10) {
      return "just now";
    }
    return seconds < 0 ? span(-seconds) + " ago" : "in " + left(seconds);
  }

  /** What is left counts by the hour in the last week. */
  private static String left(long seconds) {
    var hours = seconds % DAY / HOUR;
    if (seconds < DAY || seconds >= 7 * DAY || hours == 0) {
      return span(seconds);
    }
    return span(seconds) + " " + hours + " h";
  }

  private static String span(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min";
    }
    if (seconds < DAY) {
      return hours(seconds);
    }
    if (seconds < 60 * DAY) {
      return counted(seconds / DAY, "day");
    }
    if (seconds < 2 * 365 * DAY) {
      return counted(seconds / (30 * DAY), "month");
    }
    return counted(seconds / (365 * DAY), "year");
  }

  private static String hours(long seconds) {
    var minutes = seconds % HOUR / MINUTE;
    return seconds / HOUR + " h" + (minutes == 0 ? "" : " " + minutes + " min");
  }

  /** A length of time: {@code 12 s}, {@code 3 min 20 s}, {@code 1 h 5 min}. */
  public static String duration(Duration length) {
    var seconds = length.toSeconds();
    if (seconds < 10 && length.toMillisPart() > 0) {
      return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
    }
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      var rest = seconds % MINUTE;
      return seconds / MINUTE + " min" + (rest == 0 ? "" : " " + rest + " s");
    }
    return hours(seconds);
  }

  /** A size in decimal units: {@code 3.4 MB}. */
  public static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    var units = new String[] {"kB", "MB", "GB", "TB"};
    var value = bytes / 1000.0;
    var unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit])
        .replace(".0 ", " ");
  }

  /**
   * A score with as many decimals as its column asks for, rounded as Codabench does: as a binary
   * number, ties to the even digit. Longer numbers than a binary one holds are rounded as they are.
   *
   * @param decimals below 0 for tens, hundreds and so on; what is beyond reason is cut to {@value
   *     #MOST_DECIMALS}
   */
  public static String score(@Nullable BigDecimal value, int decimals) {
    return value == null
        ? "–"
        : (value.precision() <= DOUBLE_DIGITS ? new BigDecimal(value.doubleValue()) : value)
            .setScale(Math.clamp(decimals, -MOST_DECIMALS, MOST_DECIMALS), RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  /** A number and its noun: {@code 1 file}, {@code 3 files}. */
  public static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}

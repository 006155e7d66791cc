package dev.assay.bundle.competition;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words that may stand in a date. */
final class DateNames {
  private static final String[] MONTHS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"
  };
  private static final String[] DAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
  };
  private static final int SHORT = 3;
  private static final Set<String> FILLERS =
      Set.of(
          " ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd",
          "rd", "th");
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("Z", 0),
          Map.entry("EST", -5),
          Map.entry("EDT", -4),
          Map.entry("CST", -6),
          Map.entry("CDT", -5),
          Map.entry("MST", -7),
          Map.entry("MDT", -6),
          Map.entry("PST", -8),
          Map.entry("PDT", -7),
          Map.entry("CET", 1),
          Map.entry("CEST", 2),
          Map.entry("AOE", -12));
  private static final Pattern ZONE = Pattern.compile("[A-Z]{2,5}|[Zz]|AoE");

  private DateNames() {}

  /** The number of a month named in full or by its first three letters. */
  static OptionalInt month(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.length; i++) {
      boolean isIt = lower.equals(MONTHS[i]) || lower.equals(MONTHS[i].substring(0, SHORT));
      if (isIt || (lower.equals("sept") && MONTHS[i].equals("september"))) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  static boolean isWeekday(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (String day : DAYS) {
      if (lower.equals(day) || lower.equals(day.substring(0, SHORT))) {
        return true;
      }
    }
    return false;
  }

  /** 0 for the morning, 12 for the afternoon. */
  static OptionalInt halfDay(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "am", "a" -> OptionalInt.of(0);
      case "pm", "p" -> OptionalInt.of(12);
      default -> OptionalInt.empty();
    };
  }

  /** 0 for hours, 1 for minutes, 2 for seconds, -1 for anything else. */
  static int unit(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "h", "hour", "hours" -> 0;
      case "m", "minute", "minutes" -> 1;
      case "s", "second", "seconds" -> 2;
      default -> -1;
    };
  }

  static boolean isFiller(String word) {
    return FILLERS.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean couldBeZone(String word) {
    return ZONE.matcher(word).matches();
  }

  static @Nullable ZoneOffset zone(String word) {
    Integer hours = ZONES.get(word.toUpperCase(Locale.ROOT));
    return hours == null ? null : ZoneOffset.ofHours(hours);
  }
}

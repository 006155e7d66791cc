package dev.assay.bundle.yaml;

import dev.assay.bundle.yaml.YamlNode.Mark;
import dev.assay.bundle.yaml.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Unquoted dates and times as YAML 1.1 knows them: a time must have seconds, or the whole stays
 * text.
 */
final class Timestamps {
  private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:[Tt]|[ \\t]+)(\\d\\d?):(\\d\\d):(\\d\\d)(?:\\.(\\d*))?"
              + "(?:[ \\t]*(?:(Z)|([-+])(\\d\\d?)(?::(\\d\\d))?))?");
  private static final int NANO_DIGITS = 9;

  private Timestamps() {}

  static boolean looksLikeOne(String raw) {
    return DAY.matcher(raw).matches() || TIME.matcher(raw).matches();
  }

  static Scalar read(Mark mark, String raw) {
    try {
      if (raw.startsWith("0000")) {
        throw new DateTimeException("there is no year 0");
      }
      Matcher day = DAY.matcher(raw);
      if (day.matches()) {
        return new YamlNode.Date(
            mark, raw, LocalDate.of(number(day, 1), number(day, 2), number(day, 3)));
      }
      Matcher time = TIME.matcher(raw);
      if (time.matches()) {
        return new YamlNode.DateTime(mark, raw, dateTime(time), offset(time));
      }
    } catch (DateTimeException e) {
      throw YamlFault.syntax(
          mark,
          "'" + raw + "' looks like a date but is none: " + e.getMessage() + ".",
          "Write a date that exists, such as 2026-01-31, or quote the text.");
    }
    throw YamlFault.syntax(
        mark, "'" + raw + "' is no date.", "Write 2026-01-31 or 2026-01-31 12:00:00.");
  }

  private static LocalDateTime dateTime(Matcher time) {
    String fraction = time.group(7) == null ? "" : time.group(7);
    String nanos = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
    return LocalDateTime.of(
        number(time, 1),
        number(time, 2),
        number(time, 3),
        number(time, 4),
        number(time, 5),
        number(time, 6),
        Integer.parseInt(nanos));
  }

  private static @Nullable ZoneOffset offset(Matcher time) {
    if (time.group(8) != null) {
      return ZoneOffset.UTC;
    }
    String sign = time.group(9);
    if (sign == null) {
      return null;
    }
    int minutes = number(time, 10) * 60 + (time.group(11) == null ? 0 : number(time, 11));
    return ZoneOffset.ofTotalSeconds((sign.equals("-") ? -minutes : minutes) * 60);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}

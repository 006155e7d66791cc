package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Severity;
import dev.assay.bundle.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the start or end of a phase. The time of day and the offset count; without one, UTC is
 * meant.
 */
final class PhaseDates {
  private static final String FORM = "Write \"2026-01-31 12:00:00\" in quotes, in UTC.";

  private PhaseDates() {}

  /**
   * A date read from a bundle.
   *
   * @param elsewhere what Codabench would store, which decides whether a bundle is known to import
   *     there
   */
  record PhaseDate(Instant instant, Instant elsewhere) {}

  /**
   * Whether the key holds anything that is meant as a date; null, false, zero, and what is empty
   * are not.
   */
  static boolean isGiven(@Nullable YamlNode value) {
    return switch (value) {
      case null -> false;
      case YamlNode.Null _ -> false;
      case YamlNode.Text(_, var raw) -> !raw.isBlank();
      case YamlNode.Bool(_, _, var flag) -> flag;
      case YamlNode.Int(_, _, var number, _) -> number.signum() != 0;
      case YamlNode.Real(_, _, var number) -> number == null || number.signum() != 0;
      case YamlNode.Sequence(_, var items) -> !items.isEmpty();
      case YamlNode.Mapping(_, var entries) -> !entries.isEmpty();
      case YamlNode.Date _, YamlNode.DateTime _ -> true;
    };
  }

  /** The date of a key; empty if it cannot be read, which is reported. */
  static Optional<PhaseDate> read(Section section, String key, YamlNode value) {
    return switch (value) {
      case YamlNode.Date(_, _, var day) -> Optional.of(midnight(day));
      case YamlNode.DateTime(_, _, var time, var offset) ->
          Optional.of(unquoted(section, key, time, offset));
      case YamlNode.Text(_, var raw) -> text(section, key, raw.strip());
      case YamlNode.Int(_, var raw, _, var isBase60) ->
          unreadable(
              section,
              key,
              isBase60
                  ? raw + " is a number of base 60 to YAML, not a time"
                  : raw + " is a number, not a date");
      case YamlNode other -> unreadable(section, key, Values.describe(other) + " is no date");
    };
  }

  private static PhaseDate midnight(LocalDate day) {
    Instant instant = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    return new PhaseDate(instant, instant);
  }

  private static PhaseDate unquoted(
      Section section, String key, LocalDateTime time, @Nullable ZoneOffset offset) {
    if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      section.report(
          FindingCode.PHA_11,
          key,
          "The time counts here; Codabench would drop it, since it is not in quotes.",
          "Put the date into quotes.");
    }
    warnOfOffset(section, key, offset);
    return new PhaseDate(
        time.toInstant(offset == null ? ZoneOffset.UTC : offset),
        midnight(time.toLocalDate()).instant());
  }

  private static void warnOfOffset(Section section, String key, @Nullable ZoneOffset offset) {
    if (offset != null && offset.getTotalSeconds() != 0) {
      section.report(
          FindingCode.PHA_12,
          key,
          "The offset " + offset + " counts here; Codabench would ignore it.",
          "Write the time in UTC, so that both agree.");
    }
  }

  private static Optional<PhaseDate> text(Section section, String key, String raw) {
    DateText date;
    try {
      date = DateText.parse(raw, Year.now(section.reading().clock()).getValue());
    } catch (DateTimeException e) {
      return unreadable(section, key, "'" + raw + "' cannot be read as a date: " + e.getMessage());
    }
    warnOfOffset(section, key, date.offset());
    warnOfGuesses(section, key, raw, date);
    LocalDateTime value = date.value().truncatedTo(ChronoUnit.MICROS);
    ZoneOffset offset = date.offset() == null ? ZoneOffset.UTC : date.offset();
    return Optional.of(new PhaseDate(value.toInstant(offset), value.toInstant(ZoneOffset.UTC)));
  }

  private static void warnOfGuesses(Section section, String key, String raw, DateText date) {
    if (date.unknownZone() != null) {
      section.report(
          section
              .finding(
                  FindingCode.PHA_12,
                  key,
                  "The time zone '" + date.unknownZone() + "' is not known; UTC is taken.")
              .as(Severity.WARNING)
              .fix(FORM));
    }
    String read = date.value().toString();
    if (date.isIncomplete()) {
      section.report(
          FindingCode.PHA_21,
          key,
          "'" + raw + "' lacks a day, month or year; it is read as " + read + ".",
          FORM);
    }
    if (date.isAmbiguous()) {
      section.report(
          FindingCode.PHA_13,
          key,
          "'" + raw + "' is read with the month first: " + read + ".",
          FORM);
    }
  }

  private static Optional<PhaseDate> unreadable(Section section, String key, String what) {
    section.report(FindingCode.PHA_04, key, what + ".", FORM);
    return Optional.empty();
  }
}

package dev.assay.bundle.competition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Dates as organisers write them: {@code 2019-12-12 13:30}, {@code 8-7-2019}, {@code Dec 12, 2019
 * 10pm}.
 *
 * <p>The order of numbers is the one existing bundles rely on: a year of four digits may come
 * first, otherwise the month does, unless its number is too large for one.
 *
 * @param offset as written, absent if none was
 * @param isIncomplete whether a day, month or year was missing and the first of them, or this year,
 *     taken
 * @param isAmbiguous whether day and month could be meant the other way round
 * @param unknownZone name of a time zone that nobody can know for sure
 */
record DateText(
    LocalDateTime value,
    @Nullable ZoneOffset offset,
    boolean isIncomplete,
    boolean isAmbiguous,
    @Nullable String unknownZone) {
  private static final int LONGEST = 100;

  /**
   * Reads a text.
   *
   * @throws DateTimeException if it is no date; the message says why
   */
  static DateText parse(String text, int thisYear) {
    if (text.length() > LONGEST) {
      throw new DateTimeException("it is too long for a date");
    }
    var words = new DateWords(DateTokens.of(text));
    words.read();
    var day = DayNumbers.resolve(words.numbers(), thisYear);
    if (day.year() < 1) {
      throw new DateTimeException("there is no year 0");
    }
    LocalTime time = words.time();
    LocalDate date = LocalDate.of(day.year(), day.month(), day.day());
    return new DateText(
        date.atTime(time),
        words.offset(),
        day.isIncomplete(),
        day.isAmbiguous(),
        words.unknownZone());
  }
}

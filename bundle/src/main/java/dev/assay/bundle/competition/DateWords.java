package dev.assay.bundle.competition;

import dev.assay.bundle.competition.DayNumbers.Kind;
import dev.assay.bundle.competition.DayNumbers.Part;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Goes through the tokens of a date once, telling days, times and zones apart. */
final class DateWords {
  private static final int NANO_DIGITS = 9;

  private final List<String> tokens;
  private final List<Part> numbers = new ArrayList<>();
  private int hour = -1;
  private int minute;
  private int second;
  private int nano;
  private @Nullable ZoneOffset offset;
  private @Nullable String unknownZone;
  private int at;

  DateWords(List<String> tokens) {
    this.tokens = tokens;
  }

  List<Part> numbers() {
    return numbers;
  }

  LocalTime time() {
    return hour < 0 ? LocalTime.MIDNIGHT : LocalTime.of(hour, minute, second, nano);
  }

  @Nullable ZoneOffset offset() {
    return offset;
  }

  @Nullable String unknownZone() {
    return unknownZone;
  }

  void read() {
    while (at < tokens.size()) {
      String token = token(at);
      if (isNumber(at)) {
        number();
      } else {
        word(token);
      }
    }
    if (numbers.isEmpty() && hour < 0) {
      throw new DateTimeException("it contains no date");
    }
  }

  private void word(String token) {
    OptionalInt month = DateNames.month(token);
    if (month.isPresent()) {
      numbers.add(new Part(month.getAsInt(), Kind.MONTH, 0));
      skipJoin();
    } else if (DateNames.halfDay(token).isPresent() && hour >= 0) {
      afternoon(DateNames.halfDay(token).getAsInt());
    } else if (isSign(token) && hour >= 0 && isNumber(at + 1)) {
      numericOffset(token.equals("-") ? -1 : 1);
      return;
    } else if (hour >= 0 && DateNames.couldBeZone(token)) {
      zone(token);
    } else if (!DateNames.isWeekday(token) && !DateNames.isFiller(token)) {
      throw new DateTimeException("'" + token + "' has no meaning in a date");
    }
    at++;
  }

  /** In {@code 10:00 Sep-5-2019} the sign after the month joins; it begins no offset. */
  private void skipJoin() {
    if (isJoined(token(at + 1)) && isNumber(at + 2)) {
      at++;
    }
  }

  private void number() {
    String digits = token(at);
    if (token(at + 1).equals(":")) {
      clock();
    } else if (unit() >= 0) {
      timeUnit(unit(), digits);
    } else if (isHourAfterDay(digits)) {
      compactTime(digits);
    } else if (halfDayAfterNumber() > 0) {
      int skip = halfDayAfterNumber();
      hour(small(digits));
      afternoon(DateNames.halfDay(token(at + skip)).orElse(0));
      at += skip + 1;
    } else if (digits.length() == 8 || digits.length() == 12 || digits.length() == 14) {
      compactDay(digits);
    } else if (isJoined(token(at + 1))) {
      joinedNumbers(token(at + 1));
    } else {
      day(digits);
      at++;
    }
  }

  /**
   * 0 for hours, 1 for minutes, 2 for seconds, as in {@code 10h30m}; -1 if the number has no unit.
   */
  private int unit() {
    int named = DateNames.unit(token(unitAt()));
    int before = at > 0 ? DateNames.unit(token(at - 1)) : -1;
    // In "10h30" the second number is of the unit below the first.
    return named < 0 && before >= 0 && before < 2 && numbersUnitBefore() ? before + 1 : named;
  }

  private int unitAt() {
    return token(at + 1).equals(" ") ? at + 2 : at + 1;
  }

  private boolean numbersUnitBefore() {
    return hour >= 0 && isNumber(at - 2);
  }

  private void timeUnit(int unit, String digits) {
    switch (unit) {
      case 0 -> hour(small(digits));
      case 1 -> minute = small(digits);
      default -> second = small(digits);
    }
    at = DateNames.unit(token(unitAt())) >= 0 ? unitAt() + 1 : at + 1;
  }

  /** The hour in {@code 20191212T10} or {@code 2019-12-25T10}. */
  private boolean isHourAfterDay(String digits) {
    boolean afterT = at > 0 && token(at - 1).equalsIgnoreCase("t");
    boolean short2or4 = digits.length() == 2 || digits.length() == 4;
    // Behind a "T" a minus can begin nothing but the offset: 20191212T101010-0500.
    boolean isWhole = afterT && digits.length() >= 4;
    boolean ends = isWhole || at + 1 >= tokens.size() || !isJoined(token(at + 1));
    return hour < 0
        && numbers.size() == 3
        && ends
        && (short2or4 || (afterT && digits.length() == 6));
  }

  private void compactTime(String digits) {
    hour(Integer.parseInt(digits.substring(0, 2)));
    minute = digits.length() >= 4 ? Integer.parseInt(digits.substring(2, 4)) : 0;
    second = digits.length() == 6 ? Integer.parseInt(digits.substring(4, 6)) : 0;
    at++;
  }

  private int halfDayAfterNumber() {
    if (DateNames.halfDay(token(at + 1)).isPresent()) {
      return 1;
    }
    return token(at + 1).equals(" ") && DateNames.halfDay(token(at + 2)).isPresent() ? 2 : 0;
  }

  private void compactDay(String digits) {
    numbers.add(new Part(Integer.parseInt(digits.substring(0, 4)), Kind.YEAR, 4));
    day(digits.substring(4, 6));
    day(digits.substring(6, 8));
    at++;
    if (digits.length() > 8) {
      hour(Integer.parseInt(digits.substring(8, 10)));
      minute = Integer.parseInt(digits.substring(10, 12));
      second = digits.length() == 14 ? Integer.parseInt(digits.substring(12, 14)) : 0;
    }
  }

  /** Numbers with one sign between them, such as {@code 8-7-2019} or {@code 5/Sep/2019}. */
  private void joinedNumbers(String sign) {
    day(token(at));
    at++;
    while (token(at).equals(sign)
        && (isNumber(at + 1) || DateNames.month(token(at + 1)).isPresent())) {
      OptionalInt month = DateNames.month(token(at + 1));
      if (month.isPresent()) {
        numbers.add(new Part(month.getAsInt(), Kind.MONTH, 0));
      } else {
        day(token(at + 1));
      }
      at += 2;
    }
  }

  private void clock() {
    hour(small(token(at)));
    minute = sixty(at + 2);
    at += 3;
    if (token(at).equals(":")) {
      second = sixty(at + 1);
      at += 2;
      boolean hasFraction = (token(at).equals(".") || token(at).equals(",")) && isNumber(at + 1);
      if (hasFraction) {
        String padded = token(at + 1) + "0".repeat(NANO_DIGITS);
        nano = Integer.parseInt(padded.substring(0, NANO_DIGITS));
        at += 2;
      }
    }
  }

  private int sixty(int index) {
    if (!isNumber(index) || token(index).length() > 2) {
      throw new DateTimeException("its time is cut off");
    }
    return Integer.parseInt(token(index));
  }

  private static int small(String digits) {
    if (digits.length() > 2) {
      throw new DateTimeException("'" + digits + "' is no hour or minute");
    }
    return Integer.parseInt(digits);
  }

  private void hour(int value) {
    if (hour >= 0) {
      throw new DateTimeException("it has two times");
    }
    hour = value;
  }

  private void afternoon(int add) {
    if (hour > 12) {
      throw new DateTimeException("hour " + hour + " does not go with am or pm");
    }
    hour = hour % 12 + add;
  }

  private void numericOffset(int sign) {
    String digits = token(at + 1);
    at += 2;
    int minutes;
    if (token(at).equals(":") && isNumber(at + 1)) {
      minutes = small(digits) * 60 + small(token(at + 1));
      at += 2;
    } else if (digits.length() == 4) {
      minutes =
          Integer.parseInt(digits.substring(0, 2)) * 60 + Integer.parseInt(digits.substring(2));
    } else if (digits.length() <= 2) {
      minutes = Integer.parseInt(digits) * 60;
    } else {
      throw new DateTimeException("its offset cannot be read");
    }
    offset = ZoneOffset.ofTotalSeconds(sign * minutes * 60);
    unknownZone = null;
  }

  private void zone(String name) {
    offset = DateNames.zone(name);
    unknownZone = offset == null ? name : null;
  }

  private void day(String digits) {
    if (digits.length() > 4) {
      throw new DateTimeException("'" + digits + "' is no day, month or year");
    }
    boolean isYear = digits.length() > 2;
    numbers.add(new Part(Integer.parseInt(digits), isYear ? Kind.YEAR : Kind.ANY, digits.length()));
  }

  private String token(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : "";
  }

  private boolean isNumber(int index) {
    String token = token(index);
    return !token.isEmpty()
        && token.charAt(0) >= '0'
        && token.charAt(0) <= '9'
        && token.length() <= 14;
  }

  private static boolean isJoined(String token) {
    return token.equals("-") || token.equals("/") || token.equals(".");
  }

  private static boolean isSign(String token) {
    return token.equals("+") || token.equals("-");
  }
}

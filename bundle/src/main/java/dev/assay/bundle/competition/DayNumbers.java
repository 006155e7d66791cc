package dev.assay.bundle.competition;

import java.time.DateTimeException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of up to three numbers is the day, which the month, which the year.
 *
 * @param isAmbiguous whether the order was decided by custom alone
 */
record DayNumbers(int year, int month, int day, boolean isIncomplete, boolean isAmbiguous) {
  private static final int LARGEST_DAY = 31;
  private static final int MONTHS = 12;
  private static final int NONE = -1;

  /** What is known about a number from the way it was written. */
  enum Kind {
    ANY,
    YEAR,
    MONTH
  }

  /** A number of a date. */
  record Part(int value, Kind kind, int digits) {}

  static DayNumbers resolve(List<Part> parts, int thisYear) {
    return switch (parts.size()) {
      case 0 -> new DayNumbers(thisYear, 1, 1, true, false);
      case 1 -> one(parts.getFirst(), thisYear);
      case 2 -> two(parts, thisYear);
      case 3 -> three(parts, thisYear);
      default -> throw new DateTimeException("it has more than three numbers for a day");
    };
  }

  private static DayNumbers one(Part part, int thisYear) {
    if (part.kind() == Kind.MONTH) {
      return new DayNumbers(thisYear, part.value(), 1, true, false);
    }
    return isYear(part)
        ? new DayNumbers(year(part, thisYear), 1, 1, true, false)
        : new DayNumbers(thisYear, 1, part.value(), true, false);
  }

  private static DayNumbers two(List<Part> parts, int thisYear) {
    Part first = parts.get(0);
    Part second = parts.get(1);
    int named = named(parts);
    if (named != NONE) {
      Part other = parts.get(1 - named);
      int month = parts.get(named).value();
      return isYear(other)
          ? new DayNumbers(year(other, thisYear), month, 1, true, false)
          : new DayNumbers(thisYear, month, other.value(), true, false);
    }
    if (isYear(first)) {
      return new DayNumbers(year(first, thisYear), second.value(), 1, true, false);
    }
    if (isYear(second)) {
      return new DayNumbers(year(second, thisYear), first.value(), 1, true, false);
    }
    return new DayNumbers(
        thisYear, first.value(), second.value(), true, isSwappable(first, second));
  }

  private static DayNumbers three(List<Part> parts, int thisYear) {
    Part first = parts.get(0);
    Part second = parts.get(1);
    Part third = parts.get(2);
    int named = named(parts);
    if (named != NONE) {
      return threeWithName(parts, named, thisYear);
    }
    if (isYear(first)) {
      return new DayNumbers(year(first, thisYear), second.value(), third.value(), false, false);
    }
    if (second.kind() == Kind.YEAR) {
      throw new DateTimeException("its year stands in the middle");
    }
    if (first.value() > MONTHS) {
      return new DayNumbers(year(third, thisYear), second.value(), first.value(), false, false);
    }
    return new DayNumbers(
        year(third, thisYear), first.value(), second.value(), false, isSwappable(first, second));
  }

  private static DayNumbers threeWithName(List<Part> parts, int named, int thisYear) {
    List<Part> others = IntStream.range(0, 3).filter(i -> i != named).mapToObj(parts::get).toList();
    Part one = others.get(0);
    Part other = others.get(1);
    boolean yearFirst = named == 2 ? !isYear(other) : isYear(one);
    Part year = yearFirst ? one : other;
    Part day = yearFirst ? other : one;
    return new DayNumbers(
        year(year, thisYear), parts.get(named).value(), day.value(), false, false);
  }

  private static int named(List<Part> parts) {
    int named = NONE;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind() == Kind.MONTH) {
        if (named != NONE) {
          throw new DateTimeException("it names two months");
        }
        named = i;
      }
    }
    return named;
  }

  private static boolean isYear(Part part) {
    return part.kind() == Kind.YEAR || part.value() > LARGEST_DAY;
  }

  private static boolean isSwappable(Part one, Part other) {
    return one.value() <= MONTHS && other.value() <= MONTHS && one.value() != other.value();
  }

  /** Years of one or two digits are those nearest to this one. */
  private static int year(Part part, int thisYear) {
    if (part.digits() > 2 || part.value() >= 100) {
      return part.value();
    }
    int year = thisYear - thisYear % 100 + part.value();
    if (year >= thisYear + 50) {
      return year - 100;
    }
    return year < thisYear - 50 ? year + 100 : year;
  }
}

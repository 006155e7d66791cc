package dev.assay.bundle.scores;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** One value as a score: a finite number below 10^10, kept with ten decimals. */
sealed interface ScoreValue {

  /** A usable number. */
  record Number(BigDecimal value) implements ScoreValue {}

  /** Something else. */
  record Unusable(String why) implements ScoreValue {}

  int DECIMALS = 10;
  int MAX_DIGITS_BEFORE_POINT = 10;
  int MAX_LENGTH = 400;
  Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]{1,6})?");
  Pattern NOT_FINITE = Pattern.compile("[-+]?(?:nan|inf|infinity)");

  static ScoreValue of(boolean value) {
    return new Number(value ? BigDecimal.ONE : BigDecimal.ZERO);
  }

  /** A text counts if it is a number to Python. */
  static ScoreValue of(String text) {
    String trimmed = text.strip();
    if (NOT_FINITE.matcher(trimmed.toLowerCase(Locale.ROOT)).matches()) {
      return new Unusable("it is not finite");
    }
    if (trimmed.length() > MAX_LENGTH || !NUMBER.matcher(trimmed).matches()) {
      return new Unusable("it is text and no number");
    }
    return of(new BigDecimal(trimmed.replace("_", "")));
  }

  static ScoreValue of(BigDecimal value) {
    // Judged by the exponent first: spelling out 1E-999999 to ten decimals would take for ever.
    long digitsBeforePoint = (long) value.precision() - value.scale();
    if (value.signum() != 0 && digitsBeforePoint > MAX_DIGITS_BEFORE_POINT) {
      return new Unusable("it is 10^10 or more");
    }
    if (value.signum() == 0 || digitsBeforePoint < -DECIMALS) {
      return new Number(BigDecimal.ZERO);
    }
    BigDecimal rounded =
        value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_UP) : value;
    if (rounded.precision() - rounded.scale() > MAX_DIGITS_BEFORE_POINT) {
      return new Unusable("it is 10^10 or more");
    }
    return new Number(
        rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded);
  }
}

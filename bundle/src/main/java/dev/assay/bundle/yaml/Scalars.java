package dev.assay.bundle.yaml;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode.Mark;
import dev.assay.bundle.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives scalars their values as YAML 1.1 does, in the reading that existing bundles were written
 * for.
 *
 * <p>YAML 1.2 would read {@code no} as text and {@code 010} as ten, and so change the meaning of
 * files that work elsewhere.
 */
final class Scalars {
  private static final String TAGS = "tag:yaml.org,2002:";
  private static final Set<String> TRUE =
      Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("~", "null", "Null", "NULL", "");
  private static final Pattern INT =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  // Beyond this many characters nobody writes a number, and reading it takes time that grows with
  // the square.
  private static final int MAX_NUMBER = 1000;
  private static final int MAX_EXPONENT_DIGITS = 6;
  private static final BigInteger SIXTY = BigInteger.valueOf(60);

  private Scalars() {}

  /** The value of a scalar. */
  static Scalar of(Mark mark, String raw, boolean isPlain, @Nullable String tag) {
    if (tag == null || tag.equals("!")) {
      return isPlain && tag == null ? plain(mark, raw) : new YamlNode.Text(mark, raw);
    }
    if (!tag.startsWith(TAGS)) {
      throw foreignTag(mark, tag);
    }
    return switch (tag.substring(TAGS.length())) {
      case "str", "binary", "value", "merge" -> new YamlNode.Text(mark, raw);
      case "null" -> new YamlNode.Null(mark, raw);
      case "bool" -> bool(mark, raw);
      case "int" -> integer(mark, raw);
      case "float" -> real(mark, raw);
      case "timestamp" -> timestamp(mark, raw);
      default -> throw foreignTag(mark, tag);
    };
  }

  static YamlFault foreignTag(Mark mark, String tag) {
    return new YamlFault(
        FindingCode.YML_10,
        mark,
        "The tag '" + tag + "' asks for more than plain data.",
        "Write plain text, numbers, lists and mappings.");
  }

  private static Scalar plain(Mark mark, String raw) {
    if (NULL.contains(raw)) {
      return new YamlNode.Null(mark, raw);
    }
    if (TRUE.contains(raw) || FALSE.contains(raw)) {
      return bool(mark, raw);
    }
    if (raw.length() <= MAX_NUMBER && FLOAT.matcher(raw).matches()) {
      return real(mark, raw);
    }
    if (raw.length() <= MAX_NUMBER && INT.matcher(raw).matches()) {
      return integer(mark, raw);
    }
    if (Timestamps.looksLikeOne(raw)) {
      return timestamp(mark, raw);
    }
    if (raw.equals("=")) {
      throw YamlFault.syntax(mark, "A bare '=' is no value.", "Quote it: \"=\".");
    }
    return new YamlNode.Text(mark, raw);
  }

  private static Scalar bool(Mark mark, String raw) {
    if (!TRUE.contains(raw) && !FALSE.contains(raw)) {
      throw YamlFault.syntax(mark, "'" + raw + "' is no boolean.", "Write true or false.");
    }
    return new YamlNode.Bool(mark, raw, TRUE.contains(raw));
  }

  private static Scalar timestamp(Mark mark, String raw) {
    return Timestamps.read(mark, raw);
  }

  private static Scalar integer(Mark mark, String raw) {
    boolean base60 = raw.indexOf(':') > 0;
    try {
      return new YamlNode.Int(mark, raw, integerValue(raw.replace("_", "")), base60);
    } catch (NumberFormatException e) {
      throw YamlFault.syntax(
          mark, "'" + raw + "' is no whole number.", "Quote it if text is meant.");
    }
  }

  private static BigInteger integerValue(String digits) {
    boolean negative = digits.startsWith("-");
    String unsigned = negative || digits.startsWith("+") ? digits.substring(1) : digits;
    BigInteger value = magnitude(unsigned);
    return negative ? value.negate() : value;
  }

  private static BigInteger magnitude(String digits) {
    if (digits.length() > MAX_NUMBER) {
      throw new NumberFormatException("too long");
    }
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.indexOf(':') > 0) {
      BigInteger value = BigInteger.ZERO;
      for (String part : digits.split(":")) {
        value = value.multiply(SIXTY).add(new BigInteger(part));
      }
      return value;
    }
    boolean octal = digits.length() > 1 && digits.startsWith("0");
    return octal ? new BigInteger(digits, 8) : new BigInteger(digits);
  }

  private static Scalar real(Mark mark, String raw) {
    String digits = raw.replace("_", "").toLowerCase(Locale.ROOT);
    if (digits.endsWith(".inf") || digits.endsWith(".nan")) {
      return new YamlNode.Real(mark, raw, null);
    }
    try {
      return new YamlNode.Real(mark, raw, realValue(digits));
    } catch (NumberFormatException e) {
      throw YamlFault.syntax(mark, "'" + raw + "' is no number.", "Quote it if text is meant.");
    }
  }

  /** Absent where the exponent is so large that only infinity can be meant. */
  private static @Nullable BigDecimal realValue(String digits) {
    int e = digits.indexOf('e');
    if (e >= 0 && digits.length() - e > MAX_EXPONENT_DIGITS) {
      return digits.charAt(e + 1) == '-' ? BigDecimal.ZERO : null;
    }
    if (digits.indexOf(':') < 0) {
      return new BigDecimal(digits);
    }
    boolean negative = digits.startsWith("-");
    String unsigned = negative || digits.startsWith("+") ? digits.substring(1) : digits;
    BigDecimal value = BigDecimal.ZERO;
    for (String part : List.of(unsigned.split(":"))) {
      value = value.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(part));
    }
    return negative ? value.negate() : value;
  }
}

package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Severity;
import dev.assay.bundle.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values of a section, converted as forgivingly as existing bundles need it. */
final class Values {
  private static final Set<String> TRUE = Set.of("t", "y", "yes", "true", "on", "1");
  private static final Set<String> FALSE = Set.of("f", "n", "no", "false", "off", "0");
  private static final Pattern WHOLE = Pattern.compile("([-+]?[0-9][0-9_]{0,18})(?:\\.0*)?");
  private static final Pattern UUID_TEXT =
      Pattern.compile(
          "[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}");

  private Values() {}

  /** A switch; one that cannot be read is an error, null means the default. */
  static boolean bool(Section section, String key, boolean defaultValue) {
    YamlNode value = section.take(key);
    if (value == null || isNull(section, key, value, Boolean.toString(defaultValue))) {
      return defaultValue;
    }
    String word =
        value instanceof YamlNode.Scalar scalar ? scalar.raw().toLowerCase(Locale.ROOT) : "";
    if (value instanceof YamlNode.Bool(_, _, var written)) {
      return written;
    }
    if (TRUE.contains(word) || FALSE.contains(word)) {
      return TRUE.contains(word);
    }
    BigDecimal number = value instanceof YamlNode.Text ? null : wholeValue(value);
    if (number != null && (number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0)) {
      return number.signum() != 0;
    }
    section.report(
        FindingCode.CMP_06,
        key,
        "'" + key + "' is no boolean, but " + describe(value) + ".",
        "Write true or false.");
    return defaultValue;
  }

  private static boolean isNull(Section section, String key, YamlNode value, String defaultValue) {
    if (!(value instanceof YamlNode.Null)) {
      return false;
    }
    section.report(
        FindingCode.CMP_11,
        key,
        "'" + key + "' is empty; the default is used: " + defaultValue + ".",
        "Remove the key.");
    return true;
  }

  /**
   * A text that must be there; every fault has the same code. Null if faulty, which is reported.
   */
  static @Nullable String required(Section section, String key, int max, FindingCode code) {
    YamlNode value = section.take(key);
    String fix = "Write '" + key + ": ...' with at most " + max + " characters.";
    if (value == null || value instanceof YamlNode.Null) {
      section.report(code, key, "'" + key + "' is missing.", fix);
      return null;
    }
    String text = text(section, key, value, max, code);
    if (text != null && text.isEmpty()) {
      section.report(code, key, "'" + key + "' is empty.", fix);
      return null;
    }
    return text;
  }

  /** A text that may be absent, empty or null. */
  static @Nullable String optional(Section section, String key, int max) {
    YamlNode value = section.takeUnlessNull(key);
    return value == null ? null : text(section, key, value, max, FindingCode.CMP_10);
  }

  /** A text that counts as empty where it is absent. */
  static String orEmpty(Section section, String key) {
    String text = optional(section, key, Integer.MAX_VALUE);
    return text == null ? "" : text;
  }

  static @Nullable String text(
      Section section, String key, YamlNode value, int max, FindingCode code) {
    if (!(value instanceof YamlNode.Text
        || value instanceof YamlNode.Int
        || value instanceof YamlNode.Real)) {
      section.report(
          code,
          key,
          "'" + key + "' must be text, but is " + describe(value) + ".",
          "Put the text into quotes.");
      return null;
    }
    String text = ((YamlNode.Scalar) value).raw().strip();
    int length = length(text);
    if (length > max) {
      section.report(
          code,
          key,
          "'%s' has %d characters; %d are allowed.".formatted(key, length, max),
          "Shorten it.");
      return null;
    }
    return hasNoZero(section, key, text, code) ? text : null;
  }

  /** No database keeps zero characters; they are reported. */
  static boolean hasNoZero(Section section, String key, String text, FindingCode code) {
    boolean hasZero = text.indexOf('\0') >= 0;
    if (hasZero) {
      section.report(code, key, "'" + key + "' contains a zero character.", "Remove it.");
    }
    return !hasZero;
  }

  /** The same for a key that is itself a name, such as that of a column in version 1.5. */
  static void checkName(Section section, String key, FindingCode code) {
    hasNoZero(section, key, key, code);
  }

  /** The length of a text as limits count it: an emoji is one character. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The beginning of a text, with as many characters. */
  static String cut(String text, int length) {
    return length(text) <= length ? text : text.substring(0, text.offsetByCodePoints(0, length));
  }

  /** One of a few words, spelled exactly; a wrong one is reported, null means the default. */
  static <T> T choice(
      Section section,
      String key,
      T defaultValue,
      T[] values,
      Function<T, String> spelling,
      FindingCode code) {
    YamlNode value = section.take(key);
    if (value == null || isNull(section, key, value, spelling.apply(defaultValue))) {
      return defaultValue;
    }
    Map<String, T> bySpelling = new LinkedHashMap<>();
    for (T candidate : values) {
      bySpelling.put(spelling.apply(candidate), candidate);
    }
    T found = value instanceof YamlNode.Text text ? bySpelling.get(text.raw().strip()) : null;
    if (found != null) {
      return found;
    }
    section.report(
        code,
        key,
        "'" + key + "' has no value called " + describe(value) + ".",
        "Write one of " + String.join(", ", bySpelling.keySet()) + ", spelled exactly so.");
    return defaultValue;
  }

  /** A whole number that may be absent; null means the default, other faults are reported. */
  static int number(Section section, String key, int defaultValue, int min, FindingCode code) {
    YamlNode value = section.take(key);
    if (value == null || isNull(section, key, value, Integer.toString(defaultValue))) {
      return defaultValue;
    }
    return whole(section, key, value, min, code).orElse(defaultValue);
  }

  /** A whole number within the range of an int and not below a minimum. */
  static OptionalInt whole(Section section, String key, YamlNode value, int min, FindingCode code) {
    BigDecimal number = wholeValue(value);
    boolean fits =
        number != null
            && number.compareTo(BigDecimal.valueOf(min)) >= 0
            && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    if (number != null && fits) {
      return OptionalInt.of(number.intValue());
    }
    String range =
        min == Integer.MIN_VALUE ? "a whole number" : "a whole number from " + min + " on";
    section.report(
        code,
        key,
        "'" + key + "' must be " + range + ", but is " + describe(value) + ".",
        "Write " + range + ".");
    return OptionalInt.empty();
  }

  /** The number a value stands for, null if it is not a whole one. */
  static @Nullable BigDecimal wholeValue(YamlNode value) {
    return switch (value) {
      case YamlNode.Int(_, _, var number, _) -> new BigDecimal(number);
      case YamlNode.Real(_, _, var number) -> number != null && isWhole(number) ? number : null;
      case YamlNode.Text(_, var raw) -> {
        Matcher whole = WHOLE.matcher(raw.strip());
        yield whole.matches() ? new BigDecimal(whole.group(1).replace("_", "")) : null;
      }
      case YamlNode.Bool _, YamlNode.Date _, YamlNode.DateTime _, YamlNode.Null _ -> null;
      case YamlNode.Mapping _, YamlNode.Sequence _ -> null;
    };
  }

  /** Looks at the exponent first: 1e300000 has as many digits as it says. */
  private static boolean isWhole(BigDecimal number) {
    return number.precision() - number.scale() < 20 && number.stripTrailingZeros().scale() <= 0;
  }

  /** The key of something the site has already, with or without dashes; null if it is none. */
  static @Nullable UUID uuid(String text) {
    if (!UUID_TEXT.matcher(text).matches()) {
      return null;
    }
    String hex = text.replace("-", "");
    return new UUID(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16), 16));
  }

  /** The same of a value that was written; null too for none, and for what is no text. */
  static @Nullable UUID uuid(@Nullable YamlNode value) {
    return value instanceof YamlNode.Text text ? uuid(text.raw().strip()) : null;
  }

  /** A value as a message names it. */
  static String describe(YamlNode value) {
    return switch (value) {
      case YamlNode.Text(_, var raw) -> "'" + (length(raw) > 80 ? cut(raw, 80) + "…" : raw) + "'";
      case YamlNode.Scalar scalar when !scalar.raw().isEmpty() ->
          scalar.kind() + " (" + scalar.raw() + ")";
      case YamlNode other -> other.kind();
    };
  }

  /** Whether a finding of this kind would stop the import. */
  static Severity severity(boolean isError) {
    return isError ? Severity.ERROR : Severity.WARNING;
  }
}

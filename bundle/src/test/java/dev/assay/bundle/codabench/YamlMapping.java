package dev.assay.bundle.codabench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the definition, its values taken as strictly as Codabench takes them. It remembers
 * what it was asked for, and so knows the keys that nobody reads.
 */
final class YamlMapping {
  private final String place;
  private final Map<?, ?> values;
  private final Set<String> asked = new HashSet<>();
  private final List<YamlMapping> inner = new ArrayList<>();

  private YamlMapping(String place, @Nullable Object value) {
    Refused.unless(value instanceof Map, "no mapping: " + value);
    this.place = place;
    this.values = (Map<?, ?>) Objects.requireNonNull(value);
  }

  static YamlMapping root(@Nullable Object document) {
    return new YamlMapping("", document);
  }

  /** Keys that were not asked for, here and in what is inside, as {@code phases.assay}. */
  Set<String> unread() {
    Set<String> unread = new TreeSet<>();
    values.keySet().stream()
        .map(String::valueOf)
        .filter(key -> !asked.contains(key))
        .forEach(key -> unread.add(place + key));
    inner.forEach(mapping -> unread.addAll(mapping.unread()));
    return unread;
  }

  /** The value as YAML has it; null also where the key is absent. */
  @Nullable Object get(String key) {
    asked.add(key);
    return values.get(key);
  }

  /** Whether the key is there, be it without a value. */
  boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  boolean isSet(String key) {
    return get(key) != null;
  }

  /** All that is in it, which counts as read. */
  Map<?, ?> whole() {
    values.keySet().forEach(key -> asked.add(String.valueOf(key)));
    return values;
  }

  YamlMapping mapping(String key) {
    return inside(key, get(key));
  }

  List<?> list(String key) {
    Refused.unless(get(key) instanceof List, "'" + key + "' is no list");
    return (List<?>) Objects.requireNonNull(get(key));
  }

  List<YamlMapping> mappings(String key) {
    return list(key).stream().map(item -> inside(key, item)).toList();
  }

  private YamlMapping inside(String key, @Nullable Object value) {
    var mapping = new YamlMapping(key + ".", value);
    inner.add(mapping);
    return mapping;
  }

  private String text(String key) {
    Object value = get(key);
    Refused.unless(
        value instanceof String || value instanceof Number, key + ": Not a valid string: " + value);
    return String.valueOf(value).strip();
  }

  String requiredText(String key, int max) {
    Refused.unless(isSet(key), key + ": This field may not be null.");
    String text = text(key);
    Refused.unless(!text.isEmpty(), key + ": This field may not be blank.");
    Refused.unless(text.codePointCount(0, text.length()) <= max, key + ": too long");
    Refused.unless(text.indexOf('\0') < 0, key + ": Null characters are not allowed.");
    return text;
  }

  /** The name of a file of the bundle. */
  String requiredFile(String key) {
    return requiredText(key, 1000);
  }

  /** Empty where there is none. */
  String optionalText(String key) {
    return isSet(key) ? text(key) : "";
  }

  /** The key of something that the site has already; null where none is named. */
  @Nullable UUID uuid(String key) {
    if (!isSet(key)) {
      return null;
    }
    try {
      return UUID.fromString(text(key));
    } catch (IllegalArgumentException e) {
      throw new Refused(key + ": Not a valid UUID: " + get(key));
    }
  }

  boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    Refused.unless(get(key) instanceof Boolean, key + ": Must be a valid boolean.");
    return Boolean.TRUE.equals(get(key));
  }

  /** A whole number that is not negative. */
  int number(String key, int otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    int number = integer(key);
    Refused.unless(number >= 0, key + ": A valid integer is required.");
    return number;
  }

  int integer(String key) {
    Refused.unless(get(key) instanceof Integer, key + ": A valid integer is required.");
    return (Integer) Objects.requireNonNull(get(key));
  }

  String choice(String key, String otherwise, Set<String> choices) {
    if (!has(key)) {
      return otherwise;
    }
    String choice = String.valueOf(get(key));
    Refused.unless(
        get(key) instanceof String && choices.contains(choice), key + " is not a valid choice.");
    return choice;
  }
}

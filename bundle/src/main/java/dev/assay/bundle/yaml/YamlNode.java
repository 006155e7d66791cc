package dev.assay.bundle.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document that knows where it stands. Lines and columns count from 1. */
public sealed interface YamlNode {

  /** Where the node begins. */
  Mark mark();

  /** What to call a node of this kind in a message. */
  String kind();

  /** A position in the text. */
  record Mark(int line, int column) {}

  /** A mapping; of duplicate keys only the last is kept. */
  record Mapping(Mark mark, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The entry of a text key, else of one that is a number written so, such as {@code 2019}. */
    public Optional<Entry> entry(String key) {
      return entries.stream()
          .filter(entry -> entry.key().raw().equals(key))
          .filter(entry -> entry.key() instanceof Text || isNumber(entry.key()))
          .min(Comparator.comparing(entry -> isNumber(entry.key())));
    }

    private static boolean isNumber(Scalar key) {
      return key instanceof Int || key instanceof Real;
    }

    /** The value of a key that {@link #entry} finds. */
    public Optional<YamlNode> value(String key) {
      return entry(key).map(Entry::value);
    }

    /** Whether there is such a key. */
    public boolean has(String key) {
      return entry(key).isPresent();
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A key with its value. */
  record Entry(Scalar key, YamlNode value) {}

  /** A list. */
  record Sequence(Mark mark, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    /** The items' text, where all are scalars other than null. */
    public Optional<List<String>> texts() {
      List<String> texts = new ArrayList<>();
      for (YamlNode item : items) {
        if (!(item instanceof Scalar scalar) || item instanceof Null) {
          return Optional.empty();
        }
        texts.add(scalar.raw());
      }
      return Optional.of(List.copyOf(texts));
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A single value. */
  sealed interface Scalar extends YamlNode {
    /** The value as written, quotes and escapes resolved. */
    String raw();
  }

  /** Text. */
  record Text(Mark mark, String raw) implements Scalar {
    @Override
    public String kind() {
      return "text";
    }
  }

  /** A boolean. */
  record Bool(Mark mark, String raw, boolean value) implements Scalar {
    @Override
    public String kind() {
      return "a boolean";
    }
  }

  /**
   * A whole number.
   *
   * @param isBase60 whether it was written like {@code 12:30:00}
   */
  record Int(Mark mark, String raw, BigInteger value, boolean isBase60) implements Scalar {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /**
   * A number with a fraction or exponent.
   *
   * @param value absent for infinities and "not a number"
   */
  record Real(Mark mark, String raw, @Nullable BigDecimal value) implements Scalar {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /** A day. */
  record Date(Mark mark, String raw, LocalDate value) implements Scalar {
    @Override
    public String kind() {
      return "a date";
    }
  }

  /** A day with a time, and perhaps an offset. */
  record DateTime(Mark mark, String raw, LocalDateTime value, @Nullable ZoneOffset offset)
      implements Scalar {
    @Override
    public String kind() {
      return "a date with a time";
    }
  }

  /** Nothing. */
  record Null(Mark mark, String raw) implements Scalar {
    @Override
    public String kind() {
      return "nothing";
    }
  }
}

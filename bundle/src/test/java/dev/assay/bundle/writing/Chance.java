package dev.assay.bundle.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Texts, choices and numbers as chance has them; the same seed gives the same ones in turn. */
final class Chance {
  /** Texts that careless writers of YAML lose, bend or trip over. */
  private static final List<String> NASTY =
      List.of(
          "yes",
          "No",
          "on",
          "null",
          "~",
          "true",
          "y",
          "010",
          "1e3",
          "1.0",
          "12:30:00",
          "0x1F",
          "2026-01-31",
          "2026-01-31 12:00:00",
          "- item",
          "key: value",
          "a #b",
          "#a",
          "'",
          "\"",
          "\\",
          "{a: b}",
          "[1, 2]",
          "&anchor",
          "*alias",
          "!tag",
          "%YAML",
          "@at",
          "`tick`",
          "|",
          ">",
          "=",
          "<<",
          "...",
          "---",
          "two\nlines",
          "tab\tinside",
          "über größe",
          "日本語",
          "😀 emoji",
          "a\u2028b",
          "\u200bzero",
          "\u0007bell",
          "nel\u0085nel",
          "ends with colon:",
          "?",
          "? a",
          ".nan",
          ".inf",
          "-1",
          "+1",
          "1_000",
          "0",
          "\uFEFFmark",
          "soft\u00adhyphen");

  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  /** From 0 on, below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A text without white space around it, which no reader keeps; never empty. */
  String text(int max) {
    String text = flip() ? NASTY.get(random.nextInt(NASTY.size())) : "Word " + random.nextInt(1000);
    if (random.nextInt(4) == 0) {
      text += " " + NASTY.get(random.nextInt(NASTY.size()));
    }
    String cut = text.substring(0, Math.min(max, text.length())).strip();
    return cut.isEmpty() ? "x" : cut;
  }

  String content() {
    return "# " + text(200) + "\n\n" + text(200) + (flip() ? "\n" : "");
  }

  /** Some of these, at least one, in their order or the reverse. */
  <T> List<T> some(List<T> all) {
    List<T> some = new ArrayList<>(all.stream().filter(_ -> flip()).toList());
    if (some.isEmpty()) {
      some.add(all.getFirst());
    }
    return flip() ? some : some.reversed();
  }

  <T> List<T> list(int min, int max, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int count = min + random.nextInt(max - min + 1); count > 0; count--) {
      items.add(item.get());
    }
    return items;
  }

  <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  boolean flip() {
    return random.nextBoolean();
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}

package dev.assay.server.competitions.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a value stands in a draft's document, in the form that findings use: {@code
 * phases[0].start}. It is also the name of the value's field in a form.
 */
record FieldPath(List<Step> steps) {
  private static final Pattern TEXT =
      Pattern.compile("[A-Za-z0-9_-]+(\\[\\d{1,4}])*(\\.[A-Za-z0-9_-]+(\\[\\d{1,4}])*)*");
  private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|\\.?([A-Za-z0-9_-]+)");
  private static final Pattern POSITION = Pattern.compile("\\[\\d+]");

  FieldPath {
    steps = List.copyOf(steps);
  }

  /** One step down. */
  sealed interface Step {}

  /** Into the value of a key. */
  record Key(String name) implements Step {}

  /** Into an item of a list, or into the value of a mapping's entry, counted from 0. */
  record Position(int number) implements Step {}

  /**
   * @throws IllegalArgumentException if the text is no path
   */
  static FieldPath of(String text) {
    return read(text).orElseThrow(() -> new IllegalArgumentException("No path: " + text));
  }

  /** The path; empty if the text is none. */
  static Optional<FieldPath> read(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    var matcher = STEP.matcher(text);
    while (matcher.find()) {
      var number = matcher.group(1);
      steps.add(
          number == null ? new Key(matcher.group(2)) : new Position(Integer.parseInt(number)));
    }
    return Optional.of(new FieldPath(steps));
  }

  /** The text with every position left open: {@code phases[].start}. */
  static String shape(String text) {
    return POSITION.matcher(text).replaceAll("[]");
  }

  FieldPath parent() {
    return new FieldPath(steps.subList(0, steps.size() - 1));
  }

  Step last() {
    return steps.getLast();
  }

  FieldPath key(String name) {
    return with(new Key(name));
  }

  FieldPath at(int position) {
    return with(new Position(position));
  }

  private FieldPath with(Step step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var step : steps) {
      switch (step) {
        case Key(var name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        case Position(var number) -> text.append('[').append(number).append(']');
      }
    }
    return text.toString();
  }
}

package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Severity;
import dev.assay.bundle.competition.FactSheetQuestion.Kind;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code fact_sheet}. */
final class FactSheets {
  private static final Set<String> KEYS =
      Set.of("key", "type", "title", "selection", "is_required", "is_on_leaderboard");

  private static final Set<String> FLAGS = Set.of("true", "false", "");

  private FactSheets() {}

  static List<FactSheetQuestion> read(Section top) {
    YamlNode value = top.takeUnlessNull("fact_sheet");
    List<FactSheetQuestion> questions = new ArrayList<>();
    if (value == null) {
      return questions;
    }
    if (!(value instanceof Mapping sheet)) {
      top.report(
          FindingCode.FCT_01,
          "fact_sheet",
          "The fact sheet must map keys to questions, but is " + value.kind() + ".",
          "Write one mapping for each question.");
      return questions;
    }
    for (YamlNode.Entry entry : sheet.entries()) {
      FactSheetQuestion question = question(top, entry);
      if (question != null) {
        questions.add(question);
      }
    }
    return questions;
  }

  private static @Nullable FactSheetQuestion question(Section top, YamlNode.Entry entry) {
    String outerKey = entry.key().raw();
    String path = top.path("fact_sheet") + "." + outerKey;
    if (!(entry.value() instanceof Mapping mapping)) {
      top.reading()
          .report(
              FindingCode.FCT_01,
              entry.value(),
              path,
              "A question must be a mapping, but this is " + entry.value().kind() + ".",
              "Write the keys " + String.join(", ", new TreeSet<>(KEYS)) + ".");
      return null;
    }
    var section = new Section(top.reading(), mapping, path);
    if (!hasExactKeys(section)) {
      return null;
    }
    checkKey(section, outerKey);
    Values.hasNoZero(section, "key", outerKey, FindingCode.FCT_03);
    Kind kind = kind(section);
    String title = title(section);
    boolean required = flag(section, "is_required");
    boolean onLeaderboard = flag(section, "is_on_leaderboard");
    return new FactSheetQuestion(
        outerKey, kind, title, selection(section, kind), required, onLeaderboard);
  }

  private static boolean hasExactKeys(Section section) {
    Set<String> written =
        section.mapping().entries().stream()
            .map(e -> e.key().raw())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing = new TreeSet<>(KEYS);
    missing.removeAll(written);
    written.removeAll(KEYS);
    if (missing.isEmpty() && written.isEmpty()) {
      return true;
    }
    List<String> found = new ArrayList<>();
    if (!missing.isEmpty()) {
      found.add("lacks " + String.join(", ", missing));
    }
    if (!written.isEmpty()) {
      found.add("has the surplus " + String.join(", ", written));
    }
    section
        .reading()
        .report(
            FindingCode.FCT_02,
            section.mapping(),
            section.path(),
            "The question " + String.join(" and ", found) + ".",
            "Write exactly these keys: " + String.join(", ", new TreeSet<>(KEYS)) + ".");
    return false;
  }

  private static void checkKey(Section section, String outerKey) {
    boolean isSame =
        section.take("key") instanceof YamlNode.Scalar scalar && scalar.raw().equals(outerKey);
    if (!isSame) {
      section.report(
          FindingCode.FCT_03,
          "key",
          "'key' must repeat the name of the question.",
          "Write 'key: " + outerKey + "'.");
    }
  }

  private static Kind kind(Section section) {
    YamlNode value = section.take("type");
    Optional<Kind> kind =
        Arrays.stream(Kind.values())
            .filter(k -> value instanceof YamlNode.Text text && text.raw().equals(k.text()))
            .findFirst();
    if (kind.isEmpty()) {
      section.report(
          FindingCode.FCT_04,
          "type",
          "The type of the question is unknown.",
          "Write checkbox, text or select.");
    }
    return kind.orElse(Kind.TEXT);
  }

  private static String title(Section section) {
    YamlNode value = section.take("title");
    if (!(value instanceof YamlNode.Scalar scalar)) {
      section.report(
          section
              .finding(
                  FindingCode.CMP_10,
                  "title",
                  "The title of the question is no text; it is left empty.")
              .as(Severity.WARNING)
              .fix("Write 'title: ...'."));
      return "";
    }
    String title = scalar.raw().strip();
    Values.hasNoZero(section, "title", title, FindingCode.CMP_10);
    return title;
  }

  /** Only the text "true" counts elsewhere; here both spellings do. */
  private static boolean flag(Section section, String key) {
    YamlNode value = section.take(key);
    if (value instanceof YamlNode.Bool(_, _, var written)) {
      section.report(
          FindingCode.FCT_05,
          key,
          "'" + key + "' is a boolean, which Codabench takes for false; here it counts.",
          "Write \"" + written + "\" in quotes.");
      return written;
    }
    String word = value instanceof YamlNode.Text(_, var raw) ? raw : null;
    if (value != null && (word == null || !FLAGS.contains(word))) {
      section.report(
          FindingCode.FCT_05,
          key,
          "'" + key + "' is " + Values.describe(value) + ", which counts as false.",
          "Write \"true\" or \"false\" in quotes.");
    }
    return "true".equals(word);
  }

  private static List<String> selection(Section section, Kind kind) {
    YamlNode value = section.take("selection");
    if (value instanceof YamlNode.Sequence sequence && sequence.texts().isPresent()) {
      List<String> choices = sequence.items().stream().map(FactSheets::answer).toList();
      choices.forEach(choice -> Values.hasNoZero(section, "selection", choice, FindingCode.CMP_10));
      return choices;
    }
    boolean isNone =
        value instanceof YamlNode.Null
            || (value instanceof YamlNode.Text(_, var raw) && raw.isEmpty());
    if (kind == Kind.SELECT) {
      section.report(
          FindingCode.FCT_06,
          "selection",
          "A question to select from has no list of choices.",
          "Write 'selection: [one, two]'.");
    } else if (!isNone) {
      section.report(
          FindingCode.FCT_06,
          "selection",
          "The choices are no list of texts, so they do not count.",
          "Write \"selection: ''\", or a list.");
    }
    return kind == Kind.CHECKBOX ? List.of("true", "false") : List.of();
  }

  /** Booleans in one spelling, so that answers can be compared as text. */
  private static String answer(YamlNode item) {
    return switch (item) {
      case YamlNode.Bool(_, _, var written) -> Boolean.toString(written);
      case YamlNode.Scalar scalar -> scalar.raw();
      case Mapping _, YamlNode.Sequence _ -> "";
    };
  }
}

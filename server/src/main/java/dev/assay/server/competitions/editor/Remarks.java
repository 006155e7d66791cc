package dev.assay.server.competitions.editor;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.server.web.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the check found, sorted to the fields, blocks and sections it speaks of. */
final class Remarks {
  /** True of files, or of other platforms, and of no use to who fills in a form. */
  private static final Set<FindingCode> OF_FILES_ONLY =
      EnumSet.of(FindingCode.ARC_10, FindingCode.REF_09, FindingCode.YML_04, FindingCode.PHA_09);

  /** What is wrong inside an uploaded part is mended there: the fix is worth reading. */
  private static final Set<String> WITH_FIX = Set.of("PRG", "REF", "ARC", "ASY");

  private static final String FACT_SHEET = "fact_sheet.";

  private final DraftContent content;
  private final Map<String, List<Remark>> byName = new HashMap<>();
  private final Map<DraftSection, List<Remark>> bySection = new EnumMap<>(DraftSection.class);
  private final List<Remark> elsewhere = new ArrayList<>();

  Remarks(DraftContent content, List<Finding> findings) {
    this.content = content;
    findings.stream()
        .filter(finding -> !OF_FILES_ONLY.contains(finding.code()))
        .forEach(this::place);
  }

  /** Of a field, or of an item such as {@code tasks[0]}. */
  List<Remark> of(String name) {
    return List.copyOf(byName.getOrDefault(name, List.of()));
  }

  /** Of a section, its fields included. */
  List<Remark> of(DraftSection section) {
    return List.copyOf(bySection.getOrDefault(section, List.of()));
  }

  /** Of a section, but of nothing that its form shows. */
  List<Remark> besides(DraftSection section, Set<String> shown) {
    return byName.entrySet().stream()
        .filter(entry -> DraftSection.of(entry.getKey()).filter(section::equals).isPresent())
        .filter(entry -> !shown.contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /** What belongs to no section. */
  List<Remark> elsewhere() {
    return List.copyOf(elsewhere);
  }

  private void place(Finding finding) {
    var path = path(finding).map(this::byPosition).orElse(null);
    var section = path == null ? Optional.<DraftSection>empty() : DraftSection.of(path);
    if (path == null || section.isEmpty()) {
      elsewhere.add(remark(finding, null));
      return;
    }
    var name = field(path);
    var remark = remark(finding, name);
    var there = byName.computeIfAbsent(name, _ -> new ArrayList<>());
    if (!there.contains(remark)) {
      there.add(remark);
      bySection.computeIfAbsent(section.get(), _ -> new ArrayList<>()).add(remark);
    }
  }

  private Remark remark(Finding finding, @Nullable String name) {
    if (finding.isError() && name != null && isEmpty(name)) {
      return new Remark(Tone.WAITING, "Still needed.", "");
    }
    var tone =
        switch (finding.severity()) {
          case ERROR -> Tone.BAD;
          case WARNING -> Tone.WARNING;
          case INFO -> Tone.NEUTRAL;
        };
    var withFix = WITH_FIX.contains(finding.code().text().substring(0, 3));
    return new Remark(
        tone, finding.message(), withFix ? Objects.requireNonNullElse(finding.fix(), "") : "");
  }

  private boolean isEmpty(String name) {
    var path = FieldPath.read(name);
    if (path.isEmpty() || (!EditableFields.isPart(name) && EditableFields.rule(name).isEmpty())) {
      return false;
    }
    var rule = EditableFields.rule(name);
    return rule.isPresent()
        ? rule.get().show(content, path.get()).stream().allMatch(String::isBlank)
        : content.document().text(path.get()).orElse("").isBlank();
  }

  /** The place in the document that a finding is about; inside a file, the place that names it. */
  private Optional<String> path(Finding finding) {
    var place = finding.place();
    var file = place.file();
    if (place.path() != null && (file == null || file.equals(DraftBundle.DEFINITION))) {
      return Optional.of(place.path());
    }
    if (file == null) {
      return Optional.empty();
    }
    var outer = file.split("!", 2)[0];
    return find(content.document().root(), "", outer);
  }

  private static Optional<String> find(JsonNode node, String path, String text) {
    if (node.isString()) {
      return node.stringValue().equals(text) ? Optional.of(path) : Optional.empty();
    }
    var number = 0;
    for (var child : node) {
      var step =
          node instanceof ObjectNode mapping
              ? (path.isEmpty() ? "" : ".")
                  + mapping.propertyNames().stream().skip(number).findFirst().orElseThrow()
              : "[" + number + "]";
      var found = find(child, path + step, text);
      if (found.isPresent()) {
        return found;
      }
      number++;
    }
    return Optional.empty();
  }

  /** The checker names questions by their keys, forms by their places. */
  private String byPosition(String path) {
    if (path.startsWith(FACT_SHEET)
        && content.document().root().get("fact_sheet") instanceof ObjectNode questions) {
      var names = List.copyOf(questions.propertyNames());
      var name =
          names.stream()
              .filter(key -> (path + ".").startsWith(FACT_SHEET + key + "."))
              .max(Comparator.comparingInt(String::length));
      if (name.isPresent()) {
        var rest = path.substring(FACT_SHEET.length() + name.get().length());
        return "fact_sheet[" + names.indexOf(name.get()) + "]" + rest;
      }
    }
    return path;
  }

  /** The nearest field, item or section around a place. */
  private static String field(String path) {
    var name = path;
    while (EditableFields.rule(name).isEmpty() && !EditableFields.isPart(name)) {
      var cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('['));
      if (cut < 0 || isItem(name)) {
        return name;
      }
      name = name.substring(0, cut);
    }
    return name;
  }

  private static boolean isItem(String name) {
    return name.endsWith("]")
        && !name.matches(".*\\.(tasks|computation_indexes|selection)\\[\\d+]");
  }

  /** How a section stands, in a few words; empty if there is nothing to do. */
  String toDo(DraftSection section) {
    var errors = of(section).stream().filter(Remark::isError).count();
    return errors == 0 ? "" : errors + " to do";
  }
}

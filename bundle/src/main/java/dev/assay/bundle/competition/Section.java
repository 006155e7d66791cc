package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Entry;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the definition. It knows which keys were asked for, and reports the others at the
 * end.
 */
final class Section {
  private final Reading reading;
  private final Mapping mapping;
  private final String path;
  private final Set<String> known = new LinkedHashSet<>();

  Section(Reading reading, Mapping mapping, String path) {
    this.reading = reading;
    this.mapping = mapping;
    this.path = path;
  }

  Reading reading() {
    return reading;
  }

  Mapping mapping() {
    return mapping;
  }

  String path() {
    return path;
  }

  /** The path of a key of this section. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The value of a key; null if the key is absent. */
  @Nullable YamlNode take(String key) {
    known.add(key);
    return mapping.value(key).orElse(null);
  }

  /** The value of a key; null also if it is written as null. */
  @Nullable YamlNode takeUnlessNull(String key) {
    YamlNode value = take(key);
    return value instanceof YamlNode.Null ? null : value;
  }

  /** Whether the key is written, even with nothing behind it. */
  boolean has(String key) {
    return mapping.has(key);
  }

  /** Keys that others write and nobody needs. */
  void ignore(String... keys) {
    known.addAll(List.of(keys));
  }

  /** Those of the keys that are written; all of them count as known. */
  List<String> present(String... keys) {
    known.addAll(List.of(keys));
    return Arrays.stream(keys).filter(mapping::has).toList();
  }

  /** Keys of which the organiser should know something, such as that they have no effect. */
  void remark(FindingCode code, String why, String... keys) {
    for (String key : keys) {
      known.add(key);
      mapping
          .entry(key)
          .ifPresent(
              entry ->
                  reading
                      .findings()
                      .add(reading.at(code, entry.key(), path(key), "'" + key + "' " + why)));
    }
  }

  /** Reports at the value of a key, or where it is missing. */
  void report(FindingCode code, String key, String message, String fix) {
    reading.findings().add(Finding.of(code, place(key), message).fix(fix));
  }

  void report(Finding finding) {
    reading.findings().add(finding);
  }

  /** A finding at the value of a key, or where it is missing. */
  Finding finding(FindingCode code, String key, String message) {
    return Finding.of(code, place(key), message);
  }

  private Place place(String key) {
    YamlNode node = mapping.value(key).orElse(mapping);
    return reading.place(node, path(key));
  }

  /** A key that must hold a list; null if it is absent or something else, which is reported. */
  YamlNode.@Nullable Sequence list(String key, FindingCode code, String fix) {
    YamlNode value = take(key);
    if (value instanceof YamlNode.Sequence sequence) {
      return sequence;
    }
    String found = value == null ? "is missing" : "must be a list, but is " + value.kind();
    report(code, key, "'" + key + "' " + found + ".", fix);
    return null;
  }

  /** The mappings of a list as sections of their own; other items are reported. */
  List<Section> sections(String key, YamlNode.Sequence list, FindingCode code) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      YamlNode item = list.items().get(i);
      String itemPath = path(key) + "[" + i + "]";
      if (item instanceof Mapping itemMapping) {
        sections.add(new Section(reading, itemMapping, itemPath));
      } else {
        reading.report(
            code,
            item,
            itemPath,
            "Each item must be a mapping, but this is " + item.kind() + ".",
            "Write 'key: value' lines.");
      }
    }
    return sections;
  }

  /** Reports every key nobody asked for. */
  void finish() {
    for (Entry entry : mapping.entries()) {
      String key = entry.key().raw();
      if (!known.contains(key) || !(entry.key() instanceof YamlNode.Text)) {
        Optional<String> nearest = NearestName.of(key, known);
        String fix =
            nearest
                .map(name -> "Did you mean '" + name + "'? If not, remove the key.")
                .orElse("Remove it. Known here: " + String.join(", ", known) + ".");
        reading.report(
            FindingCode.YML_07,
            entry.key(),
            path(key),
            "Unknown key '" + key + "'; it is ignored.",
            fix);
      }
    }
  }
}

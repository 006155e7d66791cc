package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the items of a list that stand elsewhere, by the indexes that the items have in the
 * list.
 *
 * @param top where the list stands
 * @param list its key
 * @param item what one is called
 */
record ItemSettings(Mapping top, String list, String item) {

  /**
   * Reads them from a section; what names no item is reported and left out.
   *
   * @param example of one item's settings
   */
  Map<TaskIndex, Section> read(Section section, String example) {
    Map<TaskIndex, Section> sections = new LinkedHashMap<>();
    YamlNode value = section.takeUnlessNull(list);
    if (value == null) {
      return sections;
    }
    if (!(value instanceof Mapping byIndex)) {
      section.report(
          FindingCode.ASY_01,
          list,
          "'" + list + "' must map " + item + " indexes to settings.",
          "Write '0: " + example + "' below it.");
      return sections;
    }
    Set<TaskIndex> known = indexes();
    for (YamlNode.Entry entry : byIndex.entries()) {
      TaskIndex index = meant(entry.key(), known);
      String path = section.path(list) + "." + entry.key().raw();
      if (index == null || !(entry.value() instanceof Mapping mapping)) {
        section
            .reading()
            .report(
                FindingCode.ASY_01,
                entry.key(),
                path,
                "'%s' must be the index of a %s, with a mapping behind it."
                    .formatted(entry.key().raw(), item),
                "Use an index of the list '" + list + "'.");
        continue;
      }
      sections.put(index, new Section(section.reading(), mapping, path));
    }
    return sections;
  }

  /** The item that is written alike, else the one with the same text; null if there is neither. */
  private static @Nullable TaskIndex meant(YamlNode.Scalar written, Set<TaskIndex> known) {
    TaskIndex index = TaskNames.index(written);
    if (index == null || known.contains(index)) {
      return index;
    }
    var otherKind = new TaskIndex(index.value(), !index.isText());
    return known.contains(otherKind) ? otherKind : null;
  }

  private Set<TaskIndex> indexes() {
    Set<TaskIndex> indexes = new HashSet<>();
    if (top.value(list).orElse(top) instanceof YamlNode.Sequence items) {
      for (YamlNode item : items.items()) {
        if (item instanceof Mapping mapping) {
          mapping.value("index").map(TaskNames::index).ifPresent(indexes::add);
        }
      }
    }
    return indexes;
  }
}

package dev.assay.bundle.yaml;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.yaml.YamlNode.Entry;
import dev.assay.bundle.yaml.YamlNode.Mark;
import dev.assay.bundle.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts a mapping together: the last of duplicate keys counts, its own keys count more than merged
 * ones.
 */
final class MappingBuilder {
  private final Mark mark;
  private final Function<Mark, Place> places;
  private final Findings findings;
  private final Map<Object, Entry> merged = new LinkedHashMap<>();
  private final Map<Object, Entry> own = new LinkedHashMap<>();

  MappingBuilder(Mark mark, Function<Mark, Place> places, Findings findings) {
    this.mark = mark;
    this.places = places;
    this.findings = findings;
  }

  void put(YamlNode keyNode, YamlNode value) {
    if (!(keyNode instanceof Scalar key)) {
      throw YamlFault.syntax(
          keyNode.mark(),
          "A key must be a single value, not " + keyNode.kind() + ".",
          "Quote the text if it begins with a bracket, brace or '?'.");
    }
    Entry before = own.put(identity(key), new Entry(key, value));
    if (before != null) {
      findings.add(
          Finding.of(
                  FindingCode.YML_06,
                  places.apply(key.mark()).withPath(key.raw()),
                  "The key '%s' stands here and in line %d; this one counts."
                      .formatted(key.raw(), before.key().mark().line()))
              .fix("Remove one of the two."));
    }
  }

  /** Takes the entries of a mapping, or of a list of mappings of which the first counts most. */
  void merge(Mark keyMark, YamlNode value) {
    switch (value) {
      case YamlNode.Mapping mapping -> mapping.entries().forEach(this::putMerged);
      case YamlNode.Sequence sequence -> {
        for (YamlNode item : sequence.items().reversed()) {
          if (!(item instanceof YamlNode.Mapping mapping)) {
            throw notMergeable(keyMark);
          }
          mapping.entries().forEach(this::putMerged);
        }
      }
      case Scalar _ -> throw notMergeable(keyMark);
    }
  }

  private void putMerged(Entry entry) {
    merged.put(identity(entry.key()), entry);
  }

  private static YamlFault notMergeable(Mark mark) {
    return YamlFault.syntax(
        mark,
        "'<<' needs a mapping, or a list of mappings.",
        "Name the anchor of a mapping: <<: *name");
  }

  YamlNode.Mapping build() {
    Map<Object, Entry> all = new LinkedHashMap<>(merged);
    all.putAll(own);
    List<Entry> entries = new ArrayList<>(all.values());
    return new YamlNode.Mapping(mark, entries);
  }

  /** Two keys are the same if their values are, whatever their spelling; text is never a number. */
  private static Object identity(Scalar key) {
    return switch (key) {
      case YamlNode.Text text -> text.raw();
      case YamlNode.Int number -> number.value();
      case YamlNode.Bool bool -> bool.value();
      case YamlNode.Real real -> real.value() == null ? List.of(real.raw()) : real.value();
      case YamlNode.Date date -> date.value();
      case YamlNode.DateTime time -> List.of(time.value(), String.valueOf(time.offset()));
      case YamlNode.Null _ -> List.of();
    };
  }
}

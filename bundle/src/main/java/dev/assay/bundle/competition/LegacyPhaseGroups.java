package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the phases of version 1.5 in order, and parallel ones together.
 *
 * <p>On the legacy platform the children of a parallel phase ran side by side on one submission.
 * That is one phase with several tasks here.
 */
final class LegacyPhaseGroups {
  private static final String PARENT = "is_parallel_parent";
  private static final String CHILD_OF = "parent_phasenumber";
  private static final String NUMBER = "phasenumber";

  private LegacyPhaseGroups() {}

  /** A phase and those that run beside it on the same submissions. */
  record Group(Section phase, List<Section> children) {
    Group {
      children = List.copyOf(children);
    }

    Stream<Section> all() {
      return Stream.concat(Stream.of(phase), children.stream());
    }
  }

  private record Numbered(Section section, BigDecimal number, @Nullable BigDecimal parent) {}

  /** The phases in order of their numbers; what is wrong is reported. */
  static List<Group> read(Section top) {
    List<Section> sections = sections(top);
    List<Numbered> numbered = new ArrayList<>();
    Set<BigDecimal> seen = new HashSet<>();
    for (Section section : sections) {
      BigDecimal number = number(section, numbered.size());
      if (!seen.add(number)) {
        section.report(
            FindingCode.PHA_18,
            NUMBER,
            "Another phase has the number " + number + " too; their order in the file counts.",
            "Number the phases 1, 2, 3.");
      }
      numbered.add(new Numbered(section, number, parent(section)));
    }
    List<Numbered> sorted =
        numbered.stream().sorted(Comparator.comparing(Numbered::number)).toList();
    return group(sorted);
  }

  private static List<Section> sections(Section top) {
    String fix = "Write 'phases:' with a phasenumber, a label and a start_date for each.";
    YamlNode value = top.take("phases");
    List<Section> sections = new ArrayList<>();
    switch (value) {
      case YamlNode.Sequence list ->
          sections.addAll(top.sections("phases", list, FindingCode.PHA_01));
      case YamlNode.Mapping mapping ->
          mapping.entries().forEach(entry -> section(top, entry).ifPresent(sections::add));
      case null -> top.report(FindingCode.PHA_01, "phases", "'phases' is missing.", fix);
      case YamlNode.Scalar other ->
          top.report(
              FindingCode.PHA_01, "phases", "'phases' is " + other.kind() + ", no mapping.", fix);
    }
    if (value instanceof YamlNode.Mapping || value instanceof YamlNode.Sequence) {
      if (sections.isEmpty()) {
        top.report(FindingCode.PHA_01, "phases", "There are no phases.", fix);
      }
    }
    return sections;
  }

  private static Optional<Section> section(Section top, YamlNode.Entry entry) {
    String path = top.path("phases") + "." + entry.key().raw();
    if (entry.value() instanceof YamlNode.Mapping mapping) {
      return Optional.of(new Section(top.reading(), mapping, path));
    }
    top.reading()
        .report(
            FindingCode.PHA_01,
            entry.value(),
            path,
            "A phase must be a mapping, but this is " + entry.value().kind() + ".",
            "Write 'key: value' lines.");
    return Optional.empty();
  }

  /** A phase without a number, which is reported, goes behind those that have one. */
  private static BigDecimal number(Section section, int position) {
    YamlNode value = section.takeUnlessNull(NUMBER);
    BigDecimal number = value == null ? null : numberOf(value);
    if (number == null) {
      section.report(
          FindingCode.LEG_03,
          NUMBER,
          value == null
              ? "The phase has no phasenumber."
              : "The phasenumber is no number, but " + Values.describe(value) + ".",
          "Write 'phasenumber: 1'.");
    }
    return number == null
        ? BigDecimal.valueOf(Integer.MAX_VALUE).add(BigDecimal.valueOf(position))
        : number.stripTrailingZeros();
  }

  /** Numbers only sort phases, so that one between 1 and 2 may be 1.5. */
  private static @Nullable BigDecimal numberOf(YamlNode value) {
    return value instanceof YamlNode.Real(_, _, var number) && number != null
        ? number
        : Values.wholeValue(value);
  }

  private static @Nullable BigDecimal parent(Section section) {
    YamlNode value = section.takeUnlessNull(CHILD_OF);
    BigDecimal number = value == null ? null : numberOf(value);
    return number == null || number.signum() == 0 ? null : number.stripTrailingZeros();
  }

  private static List<Group> group(List<Numbered> sorted) {
    List<Group> groups = new ArrayList<>();
    for (Numbered phase : sorted) {
      boolean isParent = Values.bool(phase.section(), PARENT, false);
      if (phase.parent() != null && hasParent(sorted, phase)) {
        continue;
      }
      List<Section> children =
          sorted.stream()
              .filter(other -> !other.equals(phase) && phase.number().equals(other.parent()))
              .map(Numbered::section)
              .toList();
      report(phase, isParent, children.size());
      groups.add(new Group(phase.section(), children));
    }
    return groups;
  }

  /** Whether a phase runs beside one that is no child itself. */
  private static boolean hasParent(List<Numbered> all, Numbered child) {
    return all.stream()
        .anyMatch(
            other ->
                !other.equals(child)
                    && other.number().equals(child.parent())
                    && (other.parent() == null || !hasSelfParent(all, other)));
  }

  private static boolean hasSelfParent(List<Numbered> all, Numbered phase) {
    return all.stream()
        .anyMatch(other -> !other.equals(phase) && other.number().equals(phase.parent()));
  }

  private static void report(Numbered phase, boolean isParent, int children) {
    Section section = phase.section();
    if (children > 0) {
      section.report(
          FindingCode.LEG_05,
          isParent ? PARENT : NUMBER,
          "The %d phases that run beside each other become one phase with %d tasks. The scoring program of this phase stays in the bundle, but is not run; Codabench would run the phases one after the other."
              .formatted(children, children),
          "Check the tasks, and that the leaderboard's columns are scores of theirs.");
    } else if (isParent || phase.parent() != null) {
      section.report(
          FindingCode.LEG_05,
          isParent ? PARENT : CHILD_OF,
          "No other phase belongs to this one, so that it stands by itself.",
          "Check 'parent_phasenumber'.");
    }
  }
}

package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Severity;
import dev.assay.bundle.competition.PhaseDates.PhaseDate;
import dev.assay.bundle.competition.PhaseDefinition.PhasePeriod;
import dev.assay.bundle.competition.Phases.Draft;
import dev.assay.bundle.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts phases in order and checks that each begins when the one before is over. */
final class PhaseOrder {
  private PhaseOrder() {}

  /** The phases that could be read completely, in order; what is wrong between them is reported. */
  static List<PhaseDefinition> arrange(List<Draft> drafts) {
    List<Draft> sorted = joined(sort(drafts));
    for (int i = 0; i < sorted.size(); i++) {
      checkAlone(sorted.get(i));
      if (i > 0) {
        checkAfter(sorted.get(i - 1), sorted.get(i));
      }
    }
    checkFirst(sorted);
    List<PhaseDefinition> phases = new ArrayList<>();
    for (Draft draft : sorted) {
      if (draft.name() != null && draft.start() != null) {
        phases.add(phase(phases.size(), draft, draft.name(), draft.start()));
      }
    }
    return phases;
  }

  /** Gives back the moment that an export took from phases that meet. */
  private static List<Draft> joined(List<Draft> sorted) {
    List<Draft> joined = new ArrayList<>(sorted);
    for (int i = 0; i + 1 < sorted.size(); i++) {
      PhaseDate end = sorted.get(i).end();
      PhaseDate next = sorted.get(i + 1).start();
      if (end == null || next == null || !OwnSections.meetsNext(sorted.get(i).section())) {
        continue;
      }
      Duration gap = Duration.between(end.instant(), next.instant());
      if (!gap.isNegative() && gap.compareTo(PhaseDefinition.MOMENT) <= 0) {
        joined.set(i, sorted.get(i).endingAt(new PhaseDate(next.instant(), end.elsewhere())));
      }
    }
    return joined;
  }

  static PhaseDefinition phase(int index, Draft draft, String name, PhaseDate start) {
    Instant end = draft.end() == null ? null : draft.end().instant();
    return new PhaseDefinition(
        index,
        name,
        draft.description(),
        new PhasePeriod(start.instant(), end),
        draft.tasks(),
        draft.limits(),
        draft.options(),
        draft.files(),
        draft.extras());
  }

  private record Keyed(Draft draft, @Nullable BigDecimal number, String text) {}

  private static List<Draft> sort(List<Draft> drafts) {
    List<Keyed> keyed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int numbers = 0;
    for (Draft draft : drafts) {
      YamlNode value = draft.section().mapping().value("index").orElse(null);
      BigDecimal number = number(value);
      String text = value instanceof YamlNode.Scalar scalar ? scalar.raw() : "";
      numbers += number == null ? 0 : 1;
      keyed.add(new Keyed(draft, number, text));
      boolean repeats =
          !seen.add(number == null ? "text " + text : number.stripTrailingZeros().toString());
      if (value != null && repeats) {
        draft
            .section()
            .report(
                FindingCode.PHA_18,
                "index",
                "Another phase has the index " + text + " too; their order in the file counts.",
                "Number the phases 0, 1, 2.");
      }
    }
    if (numbers == drafts.size()) {
      return keyed.stream()
          .sorted(Comparator.comparing(PhaseOrder::numberOf))
          .map(Keyed::draft)
          .toList();
    }
    if (numbers > 0) {
      Draft odd = keyed.stream().filter(k -> k.number() == null).findFirst().orElseThrow().draft();
      odd.section()
          .report(
              odd.section()
                  .finding(
                      FindingCode.PHA_18,
                      "index",
                      "Some phase indexes are numbers and some are not, so they have no order.")
                  .as(Severity.ERROR)
                  .fix("Number the phases 0, 1, 2."));
      return drafts;
    }
    return keyed.stream().sorted(Comparator.comparing(Keyed::text)).map(Keyed::draft).toList();
  }

  private static BigDecimal numberOf(Keyed keyed) {
    return keyed.number() == null ? BigDecimal.ZERO : keyed.number();
  }

  private static @Nullable BigDecimal number(@Nullable YamlNode value) {
    return switch (value) {
      case null -> BigDecimal.ZERO;
      case YamlNode.Int(_, _, var number, _) -> new BigDecimal(number);
      case YamlNode.Real(_, _, var number) -> number;
      case YamlNode.Bool(_, _, var flag) -> flag ? BigDecimal.ONE : BigDecimal.ZERO;
      case YamlNode _ -> null;
    };
  }

  private static void checkAlone(Draft draft) {
    if (draft.start() == null || draft.end() == null) {
      return;
    }
    if (!draft.end().instant().isAfter(draft.start().instant())) {
      draft
          .section()
          .report(
              FindingCode.PHA_10,
              "end",
              "The phase ends at %s and starts at %s, so it is never open."
                  .formatted(draft.end().instant(), draft.start().instant()),
              "Let it end after its start.");
    }
  }

  private static void checkAfter(Draft before, Draft after) {
    if (before.end() == null) {
      if (!PhaseDates.isGiven(before.section().mapping().value("end").orElse(null))) {
        before
            .section()
            .report(
                FindingCode.PHA_07,
                "end",
                "The phase has no end, but another phase follows it.",
                "Write 'end:'; only the last phase may go on for ever.");
      }
      return;
    }
    if (after.start() == null) {
      return;
    }
    Instant end = before.end().instant();
    Instant start = after.start().instant();
    if (start.isBefore(end)) {
      overlap(before.end(), after.start(), after);
    } else if (!after.start().elsewhere().isAfter(before.end().elsewhere())) {
      after
          .section()
          .report(
              FindingCode.PHA_09,
              "start",
              "The phase begins when the one before ends; Codabench cuts times to days and would refuse this.",
              "Nothing; leave a day between them if the bundle is for Codabench too.");
    } else if (start.isAfter(end)) {
      after
          .section()
          .report(
              FindingCode.PHA_20,
              "start",
              "Nobody can submit for %s between the phases."
                  .formatted(words(Duration.between(end, start))),
              "Nothing, if that is meant.");
    }
  }

  private static void overlap(PhaseDate end, PhaseDate start, Draft after) {
    boolean importsElsewhere = start.elsewhere().isAfter(end.elsewhere());
    after
        .section()
        .report(
            after
                .section()
                .finding(
                    FindingCode.PHA_08,
                    "start",
                    "The phase begins at %s, before the one before ends at %s."
                        .formatted(start.instant(), end.instant()))
                .as(Values.severity(!importsElsewhere))
                .fix("Let phases follow each other."));
  }

  private static String words(Duration gap) {
    long days = gap.toDays();
    long count = days > 0 ? days : Math.max(1, gap.toMinutes());
    return count + (days > 0 ? " day" : " minute") + (count == 1 ? "" : "s");
  }

  private static void checkFirst(List<Draft> sorted) {
    if (!sorted.isEmpty() && sorted.getFirst().options().autoMigrateToThisPhase()) {
      sorted
          .getFirst()
          .section()
          .report(
              FindingCode.PHA_14,
              "auto_migrate_to_this_phase",
              "There is no phase before the first from which submissions could come.",
              "Remove the key here.");
    }
  }
}

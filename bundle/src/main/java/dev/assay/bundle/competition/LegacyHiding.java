package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.LegacyPhaseGroups.Group;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Phases of version 1.5 that hide their results, or columns of them. Version 2 hides leaderboards
 * and columns, not phases, so such phases get a leaderboard of their own, equal to the first but
 * for that.
 *
 * @param phases all, in their order
 * @param boards all, those of such phases last
 */
record LegacyHiding(List<PhaseDefinition> phases, List<LeaderboardDefinition> boards) {
  static final String COLUMNS = "hidden_columns";

  /** What a phase hides: everything, or the columns of these names. */
  private record View(boolean hidden, Set<String> columns) {
    static final View OPEN = new View(false, Set.of());
  }

  /**
   * The names of the columns that a phase hides. Of phases that run beside each other the scores
   * are those of the children, so that it counts what all of them hide.
   */
  static Set<String> columns(Group group) {
    Set<String> names =
        group.children().isEmpty() ? names(group.phase()) : names(group.children().getFirst());
    group.children().forEach(child -> names.retainAll(names(child)));
    return names;
  }

  private static Set<String> names(Section phase) {
    Stream<String> written =
        switch (phase.takeUnlessNull(COLUMNS)) {
          case YamlNode.Sequence list -> list.texts().orElse(List.of()).stream();
          case YamlNode.Scalar scalar -> Arrays.stream(scalar.raw().split(","));
          case null, default -> Stream.empty();
        };
    return written
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  static LegacyHiding of(Section top, LegacyPhases read, List<LeaderboardDefinition> boards) {
    if (boards.isEmpty()) {
      return new LegacyHiding(read.phases(), boards);
    }
    Map<PhaseDefinition, View> views = views(top, read, boards);
    List<LeaderboardDefinition> all = new ArrayList<>(boards);
    Map<View, Integer> places = new LinkedHashMap<>();
    places.put(views.containsValue(View.OPEN) ? View.OPEN : first(views), 0);
    all.set(0, seen(boards.getFirst(), places.keySet().iterator().next(), null));
    List<PhaseDefinition> phases = new ArrayList<>();
    for (PhaseDefinition phase : read.phases()) {
      View view = views.getOrDefault(phase, View.OPEN);
      if (!places.containsKey(view)) {
        places.put(view, all.size());
        all.add(seen(boards.getFirst(), view, key(view, all.size())));
      }
      int place = places.get(view);
      phases.add(place == 0 ? phase : phase.withExtras(new PhaseExtras(null, place, null, false)));
    }
    return new LegacyHiding(phases, all);
  }

  private static View first(Map<PhaseDefinition, View> views) {
    return views.values().stream().findFirst().orElse(View.OPEN);
  }

  private static String key(View view, int place) {
    return view.columns().isEmpty() ? "hidden" : "columns-" + (place + 1);
  }

  private static Map<PhaseDefinition, View> views(
      Section top, LegacyPhases read, List<LeaderboardDefinition> boards) {
    Set<String> own = keys(boards.stream().limit(1));
    Set<String> known = keys(boards.stream());
    Map<PhaseDefinition, View> views = new LinkedHashMap<>();
    read.phases()
        .forEach(
            phase -> {
              Set<String> names = new LinkedHashSet<>(read.hiddenColumns(phase));
              reportUnknown(top, phase, names, known);
              names.retainAll(own);
              reportColumns(top, phase, names);
              reportAllHidden(top, phase, names, boards.getFirst());
              views.put(phase, new View(read.hiding().contains(phase), Set.copyOf(names)));
            });
    reportHidden(top, read.hiding());
    return views;
  }

  private static Set<String> keys(Stream<LeaderboardDefinition> boards) {
    return boards
        .flatMap(board -> board.columns().stream())
        .map(ColumnDefinition::key)
        .collect(Collectors.toSet());
  }

  private static void reportHidden(Section top, List<PhaseDefinition> hiding) {
    if (!hiding.isEmpty()) {
      top.report(
          FindingCode.LEG_13,
          "phases",
          "Organisers alone see the results of: %s. Codabench would show them to everybody."
              .formatted(
                  hiding.stream().map(PhaseDefinition::name).collect(Collectors.joining(", "))),
          "Show the leaderboard when the results may be known.");
    }
  }

  private static void reportColumns(Section top, PhaseDefinition phase, Set<String> names) {
    if (!names.isEmpty()) {
      top.report(
          FindingCode.LEG_13,
          "phases",
          "In the phase '%s' these columns are hidden: %s. Codabench would show them."
              .formatted(phase.name(), String.join(", ", names)),
          "Check the columns of its leaderboard.");
    }
  }

  private static void reportUnknown(
      Section top, PhaseDefinition phase, Set<String> names, Set<String> known) {
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      top.report(
          FindingCode.LEG_13,
          "phases",
          "The phase '%s' hides columns that no leaderboard has: %s."
              .formatted(phase.name(), String.join(", ", unknown)),
          "Name columns as they are written below 'columns'.");
    }
  }

  private static void reportAllHidden(
      Section top, PhaseDefinition phase, Set<String> names, LeaderboardDefinition board) {
    boolean showsNothing =
        board.columns().stream()
            .allMatch(column -> column.hidden() || names.contains(column.key()));
    if (!names.isEmpty() && showsNothing) {
      top.report(
          FindingCode.COL_12,
          "phases",
          "The phase '%s' hides all columns, so that its leaderboard shows nothing."
              .formatted(phase.name()),
          "Show at least one.");
    }
  }

  /** What was ranked by a column that is hidden now is ranked by the first that is shown. */
  private static LeaderboardDefinition seen(
      LeaderboardDefinition board, View view, @Nullable String key) {
    List<ColumnDefinition> columns =
        board.columns().stream()
            .map(column -> view.columns().contains(column.key()) ? hidden(column) : column)
            .toList();
    int primary = board.primaryIndex();
    boolean ranksNoMore =
        board.primaryColumn().map(column -> view.columns().contains(column.key())).orElse(false);
    return new LeaderboardDefinition(
        board.title(),
        key == null ? board.key() : key,
        columns,
        board.submissionRule(),
        board.hidden() || view.hidden(),
        ranksNoMore
            ? columns.stream()
                .filter(column -> !column.hidden())
                .mapToInt(ColumnDefinition::index)
                .min()
                .orElse(primary)
            : primary);
  }

  private static ColumnDefinition hidden(ColumnDefinition column) {
    return new ColumnDefinition(
        column.title(),
        column.key(),
        column.index(),
        column.sorting(),
        column.precision(),
        true,
        column.computation());
  }
}

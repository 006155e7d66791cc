package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Operation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the columns of one leaderboard. */
final class Columns {
  private static final int MAX_LENGTH = 36;
  private static final int DEFAULT_PRECISION = 2;

  private final Section board;
  private final Set<Integer> indexes = new HashSet<>();
  private final Set<String> keys = new HashSet<>();

  Columns(Section board) {
    this.board = board;
  }

  /**
   * A column with the section it was read from; what it is computed from can be judged once all are
   * known.
   */
  private record ReadColumn(Section section, ColumnDefinition column) {}

  List<ColumnDefinition> read(YamlNode.Sequence list) {
    List<ReadColumn> read = new ArrayList<>();
    for (Section section : board.sections("columns", list, FindingCode.COL_02)) {
      ColumnDefinition column = column(section);
      if (column != null) {
        read.add(new ReadColumn(section, column));
      }
    }
    Set<Integer> computed =
        read.stream()
            .map(ReadColumn::column)
            .filter(column -> column.computation() != null)
            .map(ColumnDefinition::index)
            .collect(Collectors.toSet());
    read.forEach(column -> checkSources(column.section(), column.column(), computed));
    List<ColumnDefinition> columns =
        read.stream()
            .map(ReadColumn::column)
            .sorted(Comparator.comparingInt(ColumnDefinition::index))
            .toList();
    if (!columns.isEmpty() && columns.stream().allMatch(ColumnDefinition::hidden)) {
      board.report(
          FindingCode.COL_12,
          "columns",
          "All columns are hidden, so the leaderboard shows nothing.",
          "Show at least one.");
    }
    return columns;
  }

  private @Nullable ColumnDefinition column(Section section) {
    String title = Values.required(section, "title", MAX_LENGTH, FindingCode.COL_03);
    String key = Values.required(section, "key", MAX_LENGTH, FindingCode.COL_02);
    if (key != null && !keys.add(key)) {
      section.report(
          FindingCode.COL_02,
          "key",
          "Another column has the key '" + key + "' too.",
          "Give each column a key of its own.");
    }
    OptionalInt index = index(section);
    Sorting sorting =
        Values.choice(
            section, "sorting", Sorting.DESC, Sorting.values(), Sorting::text, FindingCode.COL_04);
    int precision =
        Values.number(
            section, "precision", DEFAULT_PRECISION, Integer.MIN_VALUE, FindingCode.COL_11);
    boolean hidden = Values.bool(section, "hidden", false);
    Computation computation = computation(section);
    section.remark(FindingCode.YML_08, "is never read from a bundle.", "id");
    section.finish();
    if (title == null || key == null || index.isEmpty()) {
      return null;
    }
    return new ColumnDefinition(
        title, key, index.getAsInt(), sorting, precision, hidden, computation);
  }

  private OptionalInt index(Section section) {
    YamlNode value = section.takeUnlessNull("index");
    if (value == null) {
      section.report(
          FindingCode.COL_01,
          "index",
          "The column has no index.",
          "Write 'index: 0' or another number that no other column has.");
      return OptionalInt.empty();
    }
    OptionalInt index = Values.whole(section, "index", value, 0, FindingCode.COL_01);
    if (index.isPresent() && !indexes.add(index.getAsInt())) {
      section.report(
          FindingCode.COL_01,
          "index",
          "Another column has the index " + index.getAsInt() + " too.",
          "Give each column an index of its own.");
    }
    return index;
  }

  private static @Nullable Computation computation(Section section) {
    YamlNode written = section.take("computation");
    YamlNode sources = section.takeUnlessNull("computation_indexes");
    if (written == null || written instanceof YamlNode.Null) {
      withoutOperation(section, written, sources);
      return null;
    }
    Operation operation =
        Values.choice(
            section,
            "computation",
            Operation.AVG,
            Operation.values(),
            Operation::text,
            FindingCode.COL_05);
    List<Integer> indexes = sources(section, sources);
    return indexes == null ? null : new Computation(operation, indexes);
  }

  /** The indexes that a column is computed from; null if there are none to compute it from. */
  private static @Nullable List<Integer> sources(Section section, @Nullable YamlNode written) {
    if (written == null && section.has("computation_indexes")) {
      withoutSources(section);
      return null;
    }
    if (written == null) {
      section.report(
          FindingCode.COL_06,
          "computation",
          "The computation has no columns to compute from.",
          "Write 'computation_indexes: [0, 1]'.");
      return null;
    }
    if (!(written instanceof YamlNode.Sequence list)) {
      section.report(
          FindingCode.COL_09,
          "computation_indexes",
          "The indexes must be a list, but are " + Values.describe(written) + ".",
          "Write 'computation_indexes: [0, 1]'.");
      return null;
    }
    if (list.items().isEmpty()) {
      withoutSources(section);
      return null;
    }
    List<Integer> indexes = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Values.whole(section, "computation_indexes", item, 0, FindingCode.COL_09)
          .ifPresent(indexes::add);
    }
    return indexes;
  }

  /** Codabench takes such a column, and fails when it is to be computed. */
  private static void withoutSources(Section section) {
    section.report(
        section
            .finding(
                FindingCode.COL_06,
                "computation_indexes",
                "The list of columns to compute from is empty; the column is not computed.")
            .as(Values.severity(false))
            .codabenchRefuses(false)
            .fix("Write 'computation_indexes: [0, 1]', or remove both keys."));
  }

  private static void withoutOperation(
      Section section, @Nullable YamlNode written, @Nullable YamlNode sources) {
    boolean hasSources =
        sources != null && !(sources instanceof YamlNode.Sequence list && list.items().isEmpty());
    if (hasSources) {
      section.report(
          FindingCode.COL_07,
          "computation_indexes",
          "There are indexes, but no computation.",
          "Write 'computation: avg', sum, min or max, or remove the indexes.");
    } else if (written != null && !section.has("computation_indexes")) {
      section.report(
          section
              .finding(
                  FindingCode.COL_06,
                  "computation",
                  "'computation' is empty and 'computation_indexes' missing, which Codabench refuses.")
              .as(Values.severity(false))
              .fix("Remove the key."));
    }
  }

  private void checkSources(Section section, ColumnDefinition column, Set<Integer> computed) {
    if (column.computation() == null) {
      return;
    }
    for (int source : column.computation().indexes()) {
      if (source == column.index()) {
        section.report(
            FindingCode.COL_08,
            "computation_indexes",
            "The column is computed from itself.",
            "Name other columns.");
      } else if (!indexes.contains(source)) {
        section.report(
            FindingCode.COL_09,
            "computation_indexes",
            "No column has the index " + source + ".",
            "Name the indexes of other columns of this leaderboard.");
      } else if (source > column.index() && computed.contains(source)) {
        // A cycle needs at least one such reference, so this covers both.
        section.report(
            FindingCode.COL_10,
            "computation_indexes",
            "Column %d is computed later, so its value is not known yet.".formatted(source),
            "Give computed columns higher indexes than the columns they use.");
      }
    }
  }
}

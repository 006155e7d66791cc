package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Operation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.competition.LegacyLeaderboards.Board;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the columns of version 1.5 and attaches each to its leaderboard. */
final class LegacyColumns {
  private static final int MAX_LENGTH = 36;

  private final Section columns;
  private final LegacyKeys keys;

  LegacyColumns(Section columns, LegacyKeys keys) {
    this.columns = columns;
    this.keys = keys;
  }

  private record Named(String name, Section section, BigDecimal rank) {}

  /** A column's place: its board, and its index counted over all boards. */
  private record Placed(Named column, Board board, int index) {}

  void read(List<Board> boards) {
    List<Named> sorted =
        columns.mapping().entries().stream()
            .flatMap(entry -> named(entry).stream())
            .sorted(Comparator.comparing(Named::rank))
            .toList();
    Map<String, Placed> placed = new LinkedHashMap<>();
    for (Named column : sorted) {
      placed.put(column.name(), new Placed(column, boardOf(column, boards), placed.size()));
    }
    for (Placed column : placed.values()) {
      column.board().columns().add(definition(column, placed));
      keys.ignore(column.column().section(), "column_group", "selection_default");
      column.column().section().finish();
    }
    reportAllHidden(boards);
  }

  private Optional<Named> named(YamlNode.Entry entry) {
    String name = entry.key().raw();
    if (!(entry.value() instanceof Mapping mapping)) {
      columns.report(
          FindingCode.COL_02,
          name,
          "A column must be a mapping, but this is " + entry.value().kind() + ".",
          "Write 'leaderboard:' and 'label:' below it.");
      return Optional.empty();
    }
    var section = new Section(columns.reading(), mapping, columns.path(name));
    String key = name.strip();
    Values.checkName(columns, name, FindingCode.COL_02);
    if (key.isEmpty() || Values.length(key) > MAX_LENGTH) {
      columns.report(
          FindingCode.COL_02,
          name,
          "The key '%s' must have 1 to %d characters.".formatted(key, MAX_LENGTH),
          "Shorten it, in the scoring program too.");
    }
    return Optional.of(new Named(key, section, rank(section)));
  }

  private static BigDecimal rank(Section section) {
    YamlNode rank = section.takeUnlessNull("rank");
    if (rank == null) {
      return BigDecimal.ONE;
    }
    if (rank instanceof YamlNode.Real(_, _, var number) && number != null) {
      return number;
    }
    BigDecimal number = Values.wholeValue(rank);
    if (number == null) {
      section.report(
          section
              .finding(
                  FindingCode.COL_01,
                  "rank",
                  "The rank is no number, but " + Values.describe(rank) + "; it counts as 1.")
              .as(Values.severity(false))
              .fix("Write 'rank: 1'."));
    }
    return number == null ? BigDecimal.ONE : number;
  }

  /** Bundles name the board by an alias of its mapping; only the label in it counts. */
  private static Board boardOf(Named column, List<Board> boards) {
    YamlNode value = column.section().takeUnlessNull("leaderboard");
    YamlNode label = value instanceof Mapping mapping ? mapping.value("label").orElse(null) : value;
    String written = label instanceof YamlNode.Scalar scalar ? scalar.raw().strip() : "";
    Optional<Board> board =
        boards.stream().filter(other -> other.label().equalsIgnoreCase(written)).findFirst();
    if (board.isPresent()) {
      return board.get();
    }
    String what =
        written.isEmpty()
            ? "The column names no leaderboard"
            : "No leaderboard has the label '" + written + "'";
    column
        .section()
        .report(
            FindingCode.LEG_07,
            "leaderboard",
            what + "; it is attached to the first. Codabench would drop it.",
            "Write the label of one of the leaderboards.");
    return boards.getFirst();
  }

  private static ColumnDefinition definition(Placed placed, Map<String, Placed> all) {
    Section section = placed.column().section();
    Sorting sorting = sorting(section);
    int precision =
        Values.number(section, "numeric_format", 2, Integer.MIN_VALUE, FindingCode.COL_11);
    return new ColumnDefinition(
        title(placed.column()),
        placed.column().name(),
        placed.index(),
        sorting,
        precision,
        Values.bool(section, "hidden", false),
        computation(placed, all));
  }

  /** An empty text is none. */
  private static Sorting sorting(Section section) {
    boolean isEmpty = section.take("sort") instanceof YamlNode.Text(_, var raw) && raw.isEmpty();
    return isEmpty
        ? Sorting.DESC
        : Values.choice(
            section, "sort", Sorting.DESC, Sorting.values(), Sorting::text, FindingCode.COL_04);
  }

  private static String title(Named column) {
    Section section = column.section();
    YamlNode label = section.takeUnlessNull("label");
    String title =
        label instanceof YamlNode.Scalar scalar && !scalar.raw().isBlank()
            ? scalar.raw().strip()
            : column.name();
    if (label != null && !(label instanceof YamlNode.Scalar)) {
      section.report(
          section
              .finding(
                  FindingCode.COL_03,
                  "label",
                  "The label is no text; the column is called '" + title + "'.")
              .as(Values.severity(false))
              .codabenchRefuses(true)
              .fix("Write 'label: ...'."));
    }
    Values.hasNoZero(section, "label", title, FindingCode.COL_03);
    if (Values.length(title) <= MAX_LENGTH) {
      return title;
    }
    String shorter = Values.cut(title, MAX_LENGTH - 1) + "…";
    section.report(
        section
            .finding(
                FindingCode.COL_03,
                "label",
                "The label has %d characters; it is shortened to '%s'."
                    .formatted(Values.length(title), shorter))
            .as(Values.severity(false))
            .codabenchRefuses(true)
            .fix("Write at most " + MAX_LENGTH + " characters."));
    return shorter;
  }

  private static @Nullable Computation computation(Placed placed, Map<String, Placed> all) {
    Section section = placed.column().section();
    YamlNode value = section.takeUnlessNull("computed");
    if (value == null) {
      return null;
    }
    if (!(value instanceof Mapping mapping)) {
      notComputed(section, "'computed' is no mapping");
      return null;
    }
    var computed = new Section(section.reading(), mapping, section.path("computed"));
    Operation operation = operation(computed);
    List<Integer> indexes = sources(computed, placed, all);
    computed.finish();
    if (operation == null || indexes.isEmpty()) {
      notComputed(
          section, operation == null ? "the operation is unknown" : "no field of it exists");
      return null;
    }
    section.report(
        FindingCode.LEG_04,
        "computed",
        "The column is computed as %s of %d columns; Codabench would leave it empty."
            .formatted(operation.text(), indexes.size()),
        "Check the values on the leaderboard.");
    return new Computation(operation, indexes);
  }

  private static void notComputed(Section section, String why) {
    section.report(
        FindingCode.LEG_04,
        "computed",
        "The column is not computed: " + why + ".",
        "Write 'operation: Avg' (or Sum, Min, Max) and 'fields:' with names of columns.");
  }

  private static @Nullable Operation operation(Section computed) {
    String written =
        computed.takeUnlessNull("operation") instanceof YamlNode.Scalar scalar
            ? scalar.raw().strip()
            : "";
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.text().equalsIgnoreCase(written))
        .findFirst()
        .orElse(null);
  }

  /** Indexes of the fields that are columns of the same leaderboard. */
  private static List<Integer> sources(Section computed, Placed placed, Map<String, Placed> all) {
    List<Integer> indexes = new ArrayList<>();
    for (String name : fields(computed.takeUnlessNull("fields"))) {
      Placed source = all.get(name);
      if (source == null || source == placed || source.board() != placed.board()) {
        computed.report(
            FindingCode.LEG_04,
            "fields",
            "'" + name + "' is no other column of this leaderboard; it is left out.",
            "Name columns as they are written below 'columns'.");
      } else {
        indexes.add(source.index());
      }
    }
    return indexes;
  }

  private static List<String> fields(@Nullable YamlNode value) {
    List<String> written =
        switch (value) {
          case null -> List.of();
          case YamlNode.Sequence list -> list.texts().orElse(List.of());
          case YamlNode.Scalar scalar -> Arrays.asList(scalar.raw().split(","));
          case Mapping _ -> List.of();
        };
    return written.stream().map(String::strip).filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static void reportAllHidden(List<Board> boards) {
    for (Board board : boards) {
      List<ColumnDefinition> all = board.columns();
      if (!all.isEmpty() && all.stream().allMatch(ColumnDefinition::hidden)) {
        board
            .section()
            .report(
                FindingCode.COL_12,
                "label",
                "All columns are hidden, so the leaderboard shows nothing.",
                "Show at least one.");
      }
    }
  }
}

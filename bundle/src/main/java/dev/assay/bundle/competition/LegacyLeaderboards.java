package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code leaderboard} of version 1.5: boards and columns by name. */
final class LegacyLeaderboards {
  private static final int MAX_KEY = 36;
  private static final String FIX =
      "Write 'leaderboard:' with 'leaderboards:' and 'columns:' below it.";

  private final LegacyKeys keys;
  private final SubmissionRule rule;

  LegacyLeaderboards(LegacyKeys keys, SubmissionRule rule) {
    this.keys = keys;
    this.rule = rule;
  }

  /** A board that collects its columns. */
  record Board(Section section, String name, String label, List<ColumnDefinition> columns) {}

  List<LeaderboardDefinition> read(Section top) {
    Section section = mapping(top, "leaderboard", FindingCode.LDB_01);
    if (section == null) {
      return List.of();
    }
    List<Board> boards = boards(section);
    Section columns = mapping(section, "columns", FindingCode.LDB_04);
    if (columns != null && !boards.isEmpty()) {
      new LegacyColumns(columns, keys).read(boards);
    }
    keys.ignore(section, "column_groups");
    section.finish();
    return columns == null ? List.of() : finish(section, boards);
  }

  private static @Nullable Section mapping(Section section, String key, FindingCode code) {
    if (section.takeUnlessNull(key) instanceof Mapping mapping && !mapping.entries().isEmpty()) {
      return new Section(section.reading(), mapping, section.path(key));
    }
    String found = section.has(key) ? "' must be a mapping that is not empty." : "' is missing.";
    section.report(code, key, "'" + key + found, FIX);
    return null;
  }

  private List<Board> boards(Section leaderboard) {
    Section section = mapping(leaderboard, "leaderboards", FindingCode.LDB_01);
    List<Board> boards = new ArrayList<>();
    if (section == null) {
      return boards;
    }
    for (YamlNode.Entry entry : section.mapping().entries()) {
      Board board = board(section, entry);
      if (board != null) {
        boards.add(board);
      }
    }
    return boards;
  }

  private @Nullable Board board(Section section, YamlNode.Entry entry) {
    String name = entry.key().raw().strip();
    if (!(entry.value() instanceof Mapping mapping)) {
      section.report(FindingCode.LDB_06, entry.key().raw(), "The leaderboard has no label.", FIX);
      return null;
    }
    var board = new Section(section.reading(), mapping, section.path(entry.key().raw()));
    Values.checkName(section, entry.key().raw(), FindingCode.LDB_06);
    if (name.isEmpty() || Values.length(name) > MAX_KEY) {
      section.report(
          FindingCode.LDB_06,
          entry.key().raw(),
          "The name '%s' must have 1 to %d characters.".formatted(name, MAX_KEY),
          "Shorten it.");
    }
    YamlNode label = board.takeUnlessNull("label");
    keys.ignore(board, "rank", "hidden");
    board.finish();
    if (!(label instanceof YamlNode.Scalar text)) {
      board.report(
          FindingCode.LDB_06, "label", "The leaderboard has no label.", "Write 'label: Results'.");
      return null;
    }
    return new Board(board, name, text.raw().strip(), new ArrayList<>());
  }

  private List<LeaderboardDefinition> finish(Section section, List<Board> boards) {
    if (boards.isEmpty()) {
      return List.of();
    }
    if (boards.size() > 1) {
      section.report(
          FindingCode.LDB_02,
          "leaderboards",
          "There are %d leaderboards; all phases use the first.".formatted(boards.size()),
          "Attach all columns to one leaderboard.");
    }
    if (boards.getFirst().columns().isEmpty()) {
      section.report(
          FindingCode.LEG_08,
          "leaderboards",
          "No column belongs to the first leaderboard, '" + boards.getFirst().name() + "'.",
          "Attach a column to it, or write the leaderboard of the columns first.");
    }
    return boards.stream()
        .filter(board -> !board.columns().isEmpty())
        .map(this::definition)
        .filter(Objects::nonNull)
        .toList();
  }

  private LeaderboardDefinition definition(Board board) {
    int lowest = board.columns().getFirst().index();
    if (lowest != 0) {
      board
          .section()
          .report(
              FindingCode.LDB_05,
              "label",
              "Column %d ranks, since column 0 belongs to another leaderboard.".formatted(lowest),
              "Nothing; Codabench cannot show such a leaderboard.");
    }
    return new LeaderboardDefinition(
        board.name(), board.name(), board.columns(), rule, false, lowest);
  }
}

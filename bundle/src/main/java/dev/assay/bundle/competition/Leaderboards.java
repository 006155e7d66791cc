package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code leaderboards}. */
final class Leaderboards {
  private static final int MAX_TITLE = 64;
  private static final int MAX_KEY = 36;
  private static final String FIX = "Write 'leaderboards:' with a title, a key and columns.";

  private Leaderboards() {}

  static List<LeaderboardDefinition> read(Section top) {
    List<LeaderboardDefinition> boards = new ArrayList<>();
    String key = top.has("leaderboards") ? "leaderboards" : "leaderboard";
    YamlNode singular = top.take("leaderboard");
    boolean isSingular = key.equals("leaderboard") && singular instanceof YamlNode.Sequence;
    YamlNode.Sequence list =
        top.list(isSingular ? "leaderboard" : "leaderboards", FindingCode.LDB_01, FIX);
    if (list == null) {
      return boards;
    }
    if (isSingular) {
      top.report(
          top.finding(
                  FindingCode.LDB_01,
                  "leaderboard",
                  "The list is called 'leaderboard'; Codabench does not find it.")
              .as(Values.severity(false))
              .codabenchRefuses(true)
              .fix("Write 'leaderboards:'."));
    }
    if (list.items().isEmpty()) {
      top.report(FindingCode.LDB_01, "leaderboards", "The list of leaderboards is empty.", FIX);
    }
    for (Section section :
        top.sections(isSingular ? "leaderboard" : "leaderboards", list, FindingCode.LDB_06)) {
      LeaderboardDefinition board = board(section);
      if (board != null) {
        boards.add(board);
      }
    }
    return boards;
  }

  /** By which numbers phases may name the leaderboards; to be asked before the phases are read. */
  static BoardPositions positions(Section top) {
    String key = top.has("leaderboards") ? "leaderboards" : "leaderboard";
    return top.take(key) instanceof YamlNode.Sequence list
        ? BoardPositions.of(list)
        : BoardPositions.onlyOne();
  }

  /** Says which of several are used; to be asked once the phases have been read. */
  static void checkUses(Section top, BoardPositions positions, List<LeaderboardDefinition> boards) {
    if (boards.size() < 2) {
      return;
    }
    List<String> unused = new ArrayList<>();
    for (int i = 0; i < boards.size(); i++) {
      if (!positions.isUsed(i)) {
        unused.add("'" + boards.get(i).title() + "'");
      }
    }
    boolean onlyFirst = unused.size() == boards.size() - 1 && positions.isUsed(0);
    String what =
        onlyFirst
            ? "all phases use the first."
            : unused.isEmpty()
                ? "phases use what they name; Codabench uses the first for all."
                : "no phase uses " + String.join(", ", unused) + ".";
    top.report(
        FindingCode.LDB_02,
        top.has("leaderboards") ? "leaderboards" : "leaderboard",
        "There are %d leaderboards; %s".formatted(boards.size(), what),
        "Write 'assay: {leaderboard: 1}' in the phase that is to use the second, or put all columns into one leaderboard.");
  }

  private static @Nullable LeaderboardDefinition board(Section section) {
    String title = Values.required(section, "title", MAX_TITLE, FindingCode.LDB_06);
    String key = Values.required(section, "key", MAX_KEY, FindingCode.LDB_06);
    SubmissionRule rule =
        Values.choice(
            section,
            "submission_rule",
            SubmissionRule.ADD,
            SubmissionRule.values(),
            SubmissionRule::text,
            FindingCode.LDB_03);
    boolean hidden = Values.bool(section, "hidden", false);
    int primaryIndex = Values.number(section, "primary_index", 0, 0, FindingCode.CMP_10);
    YamlNode.Sequence list =
        section.list(
            "columns",
            FindingCode.LDB_04,
            "Write 'columns:' with at least one title, key and index.");
    if (list != null && list.items().isEmpty()) {
      section.report(
          FindingCode.LDB_04, "columns", "The leaderboard has no columns.", "Add a column.");
    }
    List<ColumnDefinition> columns = list == null ? List.of() : new Columns(section).read(list);
    section.ignore("index");
    section.remark(FindingCode.YML_08, "is never read from a bundle.", "id");
    section.finish();
    if (title == null || key == null || columns.isEmpty()) {
      return null;
    }
    int primary = existingIndex(section, columns, primaryIndex);
    return new LeaderboardDefinition(title, key, columns, rule, hidden, primary);
  }

  private static int existingIndex(
      Section section, List<ColumnDefinition> columns, int primaryIndex) {
    if (columns.stream().anyMatch(column -> column.index() == primaryIndex)) {
      return primaryIndex;
    }
    int lowest = columns.getFirst().index();
    section.report(
        FindingCode.LDB_05,
        section.has("primary_index") ? "primary_index" : "columns",
        "No column has the primary index %d; column %d ranks.".formatted(primaryIndex, lowest),
        "Write 'primary_index: " + lowest + "', or number the columns from 0.");
    return lowest;
  }
}

package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.LeaderboardDefinition.SubmissionRule;
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
    if (list.items().size() > 1) {
      top.report(
          FindingCode.LDB_02,
          "leaderboards",
          "There are %d leaderboards; all phases use the first.".formatted(list.items().size()),
          "Put all columns into one leaderboard.");
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
    section.hasNoEffect(FindingCode.YML_08, "is never read from a bundle.", "id");
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

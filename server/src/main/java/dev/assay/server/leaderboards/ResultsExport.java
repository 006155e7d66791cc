package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A board's results under the names that Codabench gives them: each row {@code
 * USERNAME-SUBMISSION}, each score {@code TASK(ID)-COLUMN} with ten decimals, hidden columns too.
 * Unlike there, the answers of the fact sheet are JSON.
 *
 * @param names user names, by account
 */
record ResultsExport(
    Board board,
    Map<TaskId, String> tasks,
    Map<AccountId, String> names,
    Map<SubmissionId, JsonNode> answers) {
  private static final int DECIMALS = 10;
  private static final String ANSWERS = "fact_sheet_answers";

  /** By row, then by column. */
  Map<String, Map<String, Object>> json() {
    var results = new LinkedHashMap<String, Map<String, Object>>();
    for (var row : board.rows()) {
      var cells = new LinkedHashMap<String, Object>();
      var answered = answers.get(row.submission());
      if (answered != null) {
        cells.put(ANSWERS, answered);
      }
      cells.putAll(scores(row));
      results.put(title(row), cells);
    }
    return results;
  }

  String csv() {
    var csv = new Csv();
    csv.line(Stream.concat(Stream.of("Username", ANSWERS), columns().stream()));
    for (var row : board.rows()) {
      var answered = answers.get(row.submission());
      csv.line(
          Stream.concat(
              Stream.of(title(row), answered == null ? "" : answered.toString()),
              scores(row).values().stream()));
    }
    return csv.text();
  }

  private String title(Row row) {
    return names.getOrDefault(row.account(), "account-" + row.account()) + "-" + row.submission();
  }

  private List<String> columns() {
    var columns = new ArrayList<String>();
    tasks.forEach(
        (task, name) -> board.columns().forEach(column -> columns.add(title(task, name, column))));
    return columns;
  }

  /** Columns of the same title are told apart by their keys. */
  private String title(TaskId task, String name, Column column) {
    var isUnique =
        board.columns().stream().filter(one -> one.title().equals(column.title())).count() == 1;
    return "%s(%s)-%s".formatted(name, task, isUnique ? column.title() : column.key());
  }

  private Map<String, String> scores(Row row) {
    var scores = new LinkedHashMap<String, String>();
    tasks.forEach(
        (task, name) -> {
          var values = row.byTask().getOrDefault(task, Map.of());
          board
              .columns()
              .forEach(
                  column -> scores.put(title(task, name, column), text(values.get(column.key()))));
        });
    return scores;
  }

  private static String text(@Nullable BigDecimal score) {
    return score == null ? "" : score.setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }
}

package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Names;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A board for programs: whole values, not rounded to what is shown.
 *
 * @param columns in order; with the hidden ones for organisers
 */
record BoardExport(
    long phase, String submissionRule, List<ColumnBody> columns, List<RowBody> rows) {

  record ColumnBody(String key, String title, String sorting, int precision, boolean primary) {}

  /**
   * @param tied whether others have the same rank
   * @param scores by column key; a column without a value is absent
   * @param byTask the same for each task, where there are several
   */
  record RowBody(
      int rank,
      boolean tied,
      String participant,
      long submission,
      Instant receivedAt,
      Map<String, BigDecimal> scores,
      Map<Long, Map<String, BigDecimal>> byTask) {}

  static BoardExport of(Board board, Names names, boolean withHidden) {
    var columns = withHidden ? board.columns() : board.visibleColumns();
    var keys = columns.stream().map(Column::key).toList();
    return new BoardExport(
        board.phase().value(),
        board.rule().text(),
        columns.stream()
            .map(
                column ->
                    new ColumnBody(
                        column.key(),
                        column.title(),
                        column.ascending() ? "asc" : "desc",
                        column.precision(),
                        board.primary().filter(column::equals).isPresent()))
            .toList(),
        board.rows().stream().map(row -> row(row, names, keys)).toList());
  }

  private static RowBody row(Row row, Names names, List<String> keys) {
    var byTask = new LinkedHashMap<Long, Map<String, BigDecimal>>();
    row.byTask().forEach((task, values) -> byTask.put(task.value(), only(values, keys)));
    return new RowBody(
        row.rank(),
        row.tied(),
        names.of(row.account()),
        row.submission().value(),
        row.receivedAt(),
        only(row.values(), keys),
        byTask.size() > 1 ? byTask : Map.of());
  }

  private static Map<String, BigDecimal> only(Map<String, BigDecimal> values, List<String> keys) {
    var kept = new LinkedHashMap<String, BigDecimal>();
    for (var key : keys) {
      var value = values.get(key);
      if (value != null) {
        kept.put(key, value);
      }
    }
    return kept;
  }

  String csv() {
    var csv = new Csv();
    csv.line(
        Stream.concat(
            Stream.of("rank", "participant", "submission", "received"),
            columns.stream().map(ColumnBody::key)));
    for (var row : rows) {
      csv.line(
          Stream.concat(
              Stream.of(
                  Integer.toString(row.rank()),
                  row.participant(),
                  Long.toString(row.submission()),
                  row.receivedAt().toString()),
              columns.stream()
                  .map(column -> row.scores().get(column.key()))
                  .map(score -> score == null ? "" : score.toPlainString())));
    }
    return csv.text();
  }
}

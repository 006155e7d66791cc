package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
   * @param scores by column key; a column without a value is absent
   * @param byTask the same for each task, where there are several
   */
  record RowBody(
      int rank,
      String participant,
      long submission,
      Instant receivedAt,
      Map<String, BigDecimal> scores,
      Map<Long, Map<String, BigDecimal>> byTask) {}

  static BoardExport of(Board board, Map<AccountId, String> names, boolean withHidden) {
    var columns = withHidden ? board.columns() : board.visibleColumns();
    var keys = columns.stream().map(Column::key).toList();
    return new BoardExport(
        board.phase().value(),
        board.rule().key(),
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

  private static RowBody row(Row row, Map<AccountId, String> names, List<String> keys) {
    var byTask = new LinkedHashMap<Long, Map<String, BigDecimal>>();
    row.byTask().forEach((task, values) -> byTask.put(task.value(), only(values, keys)));
    return new RowBody(
        row.rank(),
        names.getOrDefault(row.account(), "somebody"),
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

  /** Lines as RFC 4180 has them. */
  String csv() {
    var titles =
        Stream.concat(
            Stream.of("rank", "participant", "submission", "received"),
            columns.stream().map(ColumnBody::key));
    return Stream.concat(Stream.of(line(titles)), rows.stream().map(this::line))
        .collect(Collectors.joining());
  }

  private String line(RowBody row) {
    var first =
        Stream.of(
            Integer.toString(row.rank()),
            row.participant(),
            Long.toString(row.submission()),
            row.receivedAt().toString());
    var scores =
        columns.stream()
            .map(column -> row.scores().get(column.key()))
            .map(score -> score == null ? "" : score.toPlainString());
    return Stream.concat(first.map(BoardExport::harmless), scores)
        .map(BoardExport::quoted)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String line(Stream<String> titles) {
    return titles
        .map(BoardExport::harmless)
        .map(BoardExport::quoted)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Spreadsheets would run what begins like a formula. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(character -> "\",\r\n".indexOf(character) >= 0)
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}

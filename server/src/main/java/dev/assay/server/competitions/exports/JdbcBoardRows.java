package dev.assay.server.competitions.exports;

import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Operation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.kernel.CompetitionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the leaderboards of one competition in their order. */
@Component
final class JdbcBoardRows {
  private final JdbcClient jdbc;

  JdbcBoardRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LeaderboardDefinition> read(CompetitionId id) {
    var columns = columns(id);
    return jdbc.sql("select * from leaderboard where competition_id = :id order by position, id")
        .param("id", id.value())
        .query((row, _) -> board(row, columns.getOrDefault(row.getLong("id"), List.of())))
        .list();
  }

  private static LeaderboardDefinition board(ResultSet row, List<ColumnDefinition> columns)
      throws SQLException {
    return new LeaderboardDefinition(
        row.getString("title"),
        row.getString("key"),
        columns,
        SubmissionRule.of(row.getString("submission_rule")),
        row.getBoolean("hidden"),
        row.getInt("primary_index"));
  }

  private Map<Long, List<ColumnDefinition>> columns(CompetitionId id) {
    var sql =
        """
        select c.* from leaderboard_column c join leaderboard l on l.id = c.leaderboard_id
        where l.competition_id = :id order by c.leaderboard_id, c.index
        """;
    var columns = new HashMap<Long, List<ColumnDefinition>>();
    jdbc.sql(sql)
        .param("id", id.value())
        .query(
            row -> {
              columns
                  .computeIfAbsent(row.getLong("leaderboard_id"), _ -> new ArrayList<>())
                  .add(column(row));
            });
    return columns;
  }

  private static ColumnDefinition column(ResultSet row) throws SQLException {
    return new ColumnDefinition(
        row.getString("title"),
        row.getString("key"),
        row.getInt("index"),
        Sorting.valueOf(row.getString("sorting").toUpperCase(Locale.ROOT)),
        row.getInt("precision"),
        row.getBoolean("hidden"),
        computation(row));
  }

  private static @Nullable Computation computation(ResultSet row) throws SQLException {
    var operation = row.getString("computation");
    var indexes = row.getArray("computation_indexes");
    return operation == null || indexes == null
        ? null
        : new Computation(
            Operation.valueOf(operation.toUpperCase(Locale.ROOT)),
            List.of((Integer[]) indexes.getArray()));
  }
}

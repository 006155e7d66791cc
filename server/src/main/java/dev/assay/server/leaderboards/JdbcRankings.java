package dev.assay.server.leaderboards;

import dev.assay.contract.Json;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.leaderboards.Leaderboards.Row;
import dev.assay.server.leaderboards.Leaderboards.Window;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Reads boards in their order and counts the ranks. */
@Component
final class JdbcRankings {
  private static final TypeReference<Map<String, BigDecimal>> VALUES = new TypeReference<>() {};
  private static final TypeReference<Map<Long, Map<String, BigDecimal>>> BY_TASK =
      new TypeReference<>() {};

  private final JdbcClient jdbc;

  JdbcRankings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row among its neighbours. */
  private record Placed(int position, boolean asBefore, boolean asNext, Row row) {}

  /**
   * A part of a board.
   *
   * @param from position of the first row, from 1
   * @param most how many rows at most
   */
  List<Row> rows(PhaseId phase, int from, int most) {
    var placed = placed(phase, from, most);
    var rows = new ArrayList<Row>(placed.size());
    for (var one : placed) {
      if (one.position() < from || rows.size() == most) {
        continue; // read only to see whether it ties with a row that is shown
      }
      int rank = one.position();
      if (one.asBefore()) {
        rank = rows.isEmpty() ? rank(phase, one.row().submission()) : rows.getLast().rank();
      }
      rows.add(one.row().at(rank, one.position(), one.asBefore() || one.asNext()));
    }
    return rows;
  }

  /** The whole board. */
  List<Ranked> ranked(PhaseId phase) {
    return rows(phase, 1, Window.ALL.most()).stream()
        .map(
            row ->
                new Ranked(
                    row.submission(),
                    row.account(),
                    row.rank(),
                    row.position(),
                    row.values(),
                    row.byTask()))
        .toList();
  }

  /** The rows before the part are skipped in the index, which holds all that is compared. */
  private List<Placed> placed(PhaseId phase, int from, int most) {
    var before = from > 1 ? 1 : 0;
    return jdbc.sql(
            """
            with part as materialized (
              select sort_key, received_at, submission_id
                from leaderboard_row where phase_id = :phase
               order by sort_key, received_at, submission_id
              offset :offset limit :limit),
            placed as (
              select submission_id, :offset + row_number() over in_order as position,
                     coalesce(sort_key = lag(sort_key) over in_order, false) as as_before,
                     coalesce(sort_key = lead(sort_key) over in_order, false) as as_next
                from part window in_order as (order by sort_key, received_at, submission_id))
            select r.submission_id, r.account_id, r.received_at,
                   r.column_values::text as column_values, r.by_task::text as by_task,
                   placed.position, placed.as_before, placed.as_next
              from placed
              join leaderboard_row r
                on r.phase_id = :phase and r.submission_id = placed.submission_id
             order by placed.position""")
        .param("phase", phase.value())
        .param("offset", from - 1 - before)
        .param("limit", (long) most + before + 1)
        .query(
            (row, _) ->
                new Placed(
                    row.getInt("position"),
                    row.getBoolean("as_before"),
                    row.getBoolean("as_next"),
                    row(row)))
        .list();
  }

  private int rank(PhaseId phase, SubmissionId submission) {
    return jdbc.sql(
            """
            select 1 + count(*) from leaderboard_row
             where phase_id = :phase
               and sort_key < (select sort_key from leaderboard_row
                                where phase_id = :phase and submission_id = :submission)""")
        .param("phase", phase.value())
        .param("submission", submission.value())
        .query(Integer.class)
        .single();
  }

  /** The best row of somebody, if there is one. */
  Optional<Row> best(PhaseId phase, AccountId account) {
    return jdbc.sql(
            """
            with own as (
              select * from leaderboard_row where phase_id = :phase and account_id = :account
               order by sort_key, received_at, submission_id limit 1)
            select own.submission_id, own.account_id, own.received_at,
                   own.column_values::text as column_values, own.by_task::text as by_task,
                   (select 1 + count(*) from leaderboard_row o
                     where o.phase_id = :phase and o.sort_key < own.sort_key) as rank,
                   (select count(*) from leaderboard_row o
                     where o.phase_id = :phase and o.sort_key = own.sort_key
                       and (o.received_at, o.submission_id) < (own.received_at, own.submission_id))
                     as earlier,
                   exists (select 1 from leaderboard_row o
                     where o.phase_id = :phase and o.sort_key = own.sort_key
                       and o.submission_id <> own.submission_id) as tied
              from own""")
        .param("phase", phase.value())
        .param("account", account.value())
        .query(
            (row, _) ->
                row(row)
                    .at(
                        row.getInt("rank"),
                        row.getInt("rank") + row.getInt("earlier"),
                        row.getBoolean("tied")))
        .optional();
  }

  int count(PhaseId phase) {
    return jdbc.sql("select entries from leaderboard_state where phase_id = :phase")
        .param("phase", phase.value())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private static Row row(ResultSet row) throws SQLException {
    var byTask = new HashMap<TaskId, Map<String, BigDecimal>>();
    Json.MAPPER
        .readValue(row.getString("by_task"), BY_TASK)
        .forEach((task, values) -> byTask.put(new TaskId(task), values));
    return new Row(
        0,
        0,
        false,
        new SubmissionId(row.getLong("submission_id")),
        new AccountId(row.getLong("account_id")),
        SqlTime.read(row, "received_at"),
        Json.MAPPER.readValue(row.getString("column_values"), VALUES),
        byTask);
  }
}

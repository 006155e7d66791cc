package dev.assay.server.leaderboards;

import dev.assay.contract.Json;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the rows of {@code leaderboard_row} and counts them in {@code leaderboard_state}. Whoever
 * writes holds the phase's lock.
 */
@Component
final class JdbcRows {
  private static final int ROWS_AT_ONCE = 5_000;

  private final JdbcClient jdbc;

  JdbcRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whoever changes a phase's board waits here for others who do; new submissions to the phase do
   * not.
   */
  void lock(PhaseId phase) {
    jdbc.sql("select id from phase where id = :phase for no key update")
        .param("phase", phase.value())
        .query(Long.class)
        .optional();
    jdbc.sql(
            "insert into leaderboard_state (phase_id) values (:phase) on conflict (phase_id) do nothing")
        .param("phase", phase.value())
        .update();
  }

  /** Whether the board is to be made from nothing before it is used. */
  boolean isStale(PhaseId phase) {
    return jdbc.sql("select is_stale from leaderboard_state where phase_id = :phase")
        .param("phase", phase.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Writes these rows over what stood there for the same submissions. */
  void put(PhaseId phase, List<Valued> rows) {
    for (var from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      putSome(phase, rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
    }
  }

  private void putSome(PhaseId phase, List<Valued> rows) {
    var fresh =
        jdbc
            .sql(
                """
                insert into leaderboard_row as old
                       (phase_id, submission_id, account_id, received_at, sort_key, column_values, by_task)
                select :phase, r.submission_id, s.account_id, s.received_at, r.sort_key,
                       r.column_values, r.by_task
                  from jsonb_to_recordset(cast(:rows as jsonb))
                       as r (submission_id bigint, sort_key numeric[], column_values jsonb, by_task jsonb)
                  join submission s on s.id = r.submission_id
                on conflict (phase_id, submission_id) do update
                   set sort_key = excluded.sort_key, column_values = excluded.column_values,
                       by_task = excluded.by_task
                 where (old.sort_key, old.column_values, old.by_task)
                       is distinct from (excluded.sort_key, excluded.column_values, excluded.by_task)
                returning (xmax = 0) as fresh""")
            .param("phase", phase.value())
            .param(
                "rows", Json.MAPPER.writeValueAsString(rows.stream().map(StoredRow::of).toList()))
            .query(Boolean.class)
            .list()
            .stream()
            .filter(Boolean.TRUE::equals)
            .count();
    count(phase, (int) fresh);
  }

  void remove(PhaseId phase, Collection<SubmissionId> submissions) {
    if (submissions.isEmpty()) {
      return;
    }
    var gone =
        jdbc.sql(
                """
                delete from leaderboard_row
                 where phase_id = :phase and submission_id = any(:ids)""")
            .param("phase", phase.value())
            .param("ids", JdbcSelections.ids(submissions))
            .update();
    count(phase, -gone);
  }

  private void count(PhaseId phase, int more) {
    if (more != 0) {
      jdbc.sql("update leaderboard_state set entries = entries + :more where phase_id = :phase")
          .param("phase", phase.value())
          .param("more", more)
          .update();
    }
  }

  /** Makes the board these rows and no others. */
  void replaceAll(PhaseId phase, List<Valued> rows) {
    jdbc.sql("delete from leaderboard_row where phase_id = :phase and submission_id <> all(:stay)")
        .param("phase", phase.value())
        .param("stay", JdbcSelections.ids(rows.stream().map(Valued::submission).toList()))
        .update();
    put(phase, rows);
    jdbc.sql(
            """
            update leaderboard_state set entries = :entries, is_stale = false
             where phase_id = :phase""")
        .param("phase", phase.value())
        .param("entries", rows.size())
        .update();
  }

  /** As it goes into the table. */
  private record StoredRow(
      long submission_id,
      List<@Nullable BigDecimal> sort_key,
      Map<String, BigDecimal> column_values,
      Map<Long, Map<String, BigDecimal>> by_task) {
    static StoredRow of(Valued row) {
      var byTask = new TreeMap<Long, Map<String, BigDecimal>>();
      row.byTask().forEach((task, values) -> byTask.put(task.value(), values));
      return new StoredRow(row.submission().value(), row.sortKey(), row.values(), byTask);
    }
  }
}

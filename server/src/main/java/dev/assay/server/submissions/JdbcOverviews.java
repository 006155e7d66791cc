package dev.assay.server.submissions;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What lists of submissions say of each: one query for all of them. */
@Repository
class JdbcOverviews {
  private final JdbcClient jdbc;

  JdbcOverviews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param score of the primary column, the mean over tasks where there are several
   * @param why the first failure's sentence, or empty
   */
  record Overview(@Nullable BigDecimal score, String why, boolean onLeaderboard) {}

  /** What failed by the competition's own fault and stands so, the newest first. */
  List<RunsDeskView.Failed> organisersFailures(PhaseId phase, int most) {
    return jdbc.sql(
            """
            select e.submission_id, e.failure ->> 'message' as message, e.ended_at
              from evaluation e join submission s on s.id = e.submission_id
             where s.phase_id = :phase and s.is_entry and e.is_current and e.state = 'failed'
               and e.failure ->> 'fault' = 'ORGANISER'
             order by e.ended_at desc limit :most""")
        .param("phase", phase.value())
        .param("most", most)
        .query(
            (row, number) ->
                new RunsDeskView.Failed(
                    row.getLong("submission_id"),
                    String.valueOf(row.getString("message")),
                    SqlTime.read(row, "ended_at")))
        .list();
  }

  /** Whether the newest that came to an end failed by the competition's own fault. */
  boolean lastFailedByOrganiser(PhaseId phase) {
    return jdbc.sql(
            """
            select e.state = 'failed' and coalesce(e.failure ->> 'fault', '') = 'ORGANISER'
              from submission s join evaluation e on e.submission_id = s.id and e.is_current
             where s.phase_id = :phase and s.is_entry and e.ended_at is not null
             order by s.id desc, e.id desc limit 1""")
        .param("phase", phase.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  Map<SubmissionId, Overview> of(Collection<SubmissionId> submissions, String primaryKey) {
    Map<SubmissionId, Overview> found = new HashMap<>();
    if (submissions.isEmpty()) {
      return found;
    }
    jdbc.sql(
            """
            select e.submission_id, avg(s.value) as score, coalesce(min(e.failure ->> 'message'), '') as why,
                   exists (select 1 from leaderboard_selection l where l.submission_id = e.submission_id) as on_board
              from evaluation e
              left join score s on s.evaluation_id = e.id and s.column_key = :key
             where e.submission_id in (:ids) and e.is_current
             group by e.submission_id""")
        .param("key", primaryKey)
        .param("ids", submissions.stream().map(SubmissionId::value).toList())
        .query(
            row -> {
              found.put(
                  new SubmissionId(row.getLong("submission_id")),
                  new Overview(
                      row.getBigDecimal("score"),
                      row.getString("why"),
                      row.getBoolean("on_board")));
            });
    return found;
  }
}

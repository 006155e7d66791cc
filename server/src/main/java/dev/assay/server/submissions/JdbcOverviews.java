package dev.assay.server.submissions;

import dev.assay.server.kernel.SubmissionId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
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

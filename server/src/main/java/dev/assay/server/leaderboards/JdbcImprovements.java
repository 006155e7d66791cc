package dev.assay.server.leaderboards;

import dev.assay.contract.Json;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code leaderboard_improvement}, a chain in which each is better than the last. */
@Component
final class JdbcImprovements {
  private final JdbcClient jdbc;

  JdbcImprovements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes the chain these. */
  void replaceAll(PhaseId phase, List<Improvement> improvements) {
    jdbc.sql("delete from leaderboard_improvement where phase_id = :phase")
        .param("phase", phase.value())
        .update();
    record Stored(long submission, String at, BigDecimal score) {}
    jdbc.sql(
            """
            insert into leaderboard_improvement (phase_id, submission_id, received_at, score)
            select :phase, r.submission, r.at, r.score
              from jsonb_to_recordset(cast(:rows as jsonb))
                   as r (submission bigint, at timestamptz, score numeric)""")
        .param("phase", phase.value())
        .param(
            "rows",
            Json.MAPPER.writeValueAsString(
                improvements.stream()
                    .map(
                        one ->
                            new Stored(one.submission().value(), one.at().toString(), one.score()))
                    .toList()))
        .update();
  }

  /**
   * Takes the new score of a submission into the chain.
   *
   * @param score null where it has none
   * @return false where a link of the chain became another, so that what stood behind it may be
   *     links again: then the chain is to be made from nothing
   */
  boolean take(PhaseId phase, Entry entry, @Nullable BigDecimal score, Column column) {
    var present = score(phase, entry.submission());
    if (present.isPresent()) {
      return score != null && score.compareTo(present.get()) == 0;
    }
    if (score != null && isBetterThanBefore(phase, entry, score, column)) {
      insert(phase, entry, score);
      removeBeatenAfter(phase, entry, score, column);
    }
    return true;
  }

  boolean contains(PhaseId phase, SubmissionId submission) {
    return score(phase, submission).isPresent();
  }

  private Optional<BigDecimal> score(PhaseId phase, SubmissionId submission) {
    return jdbc.sql(
            """
            select score from leaderboard_improvement
             where phase_id = :phase and submission_id = :submission""")
        .param("phase", phase.value())
        .param("submission", submission.value())
        .query(BigDecimal.class)
        .optional();
  }

  private boolean isBetterThanBefore(PhaseId phase, Entry entry, BigDecimal score, Column column) {
    return jdbc.sql(
            """
            select score from leaderboard_improvement
             where phase_id = :phase and (received_at, submission_id) < (:at, :submission)
             order by received_at desc, submission_id desc limit 1""")
        .param("phase", phase.value())
        .param("at", SqlTime.of(entry.receivedAt()))
        .param("submission", entry.submission().value())
        .query(BigDecimal.class)
        .optional()
        .map(before -> Improvement.isBetter(column, score, before))
        .orElse(true);
  }

  private void insert(PhaseId phase, Entry entry, BigDecimal score) {
    jdbc.sql(
            """
            insert into leaderboard_improvement (phase_id, submission_id, received_at, score)
            values (:phase, :submission, :at, :score)""")
        .param("phase", phase.value())
        .param("submission", entry.submission().value())
        .param("at", SqlTime.of(entry.receivedAt()))
        .param("score", score)
        .update();
  }

  private void removeBeatenAfter(PhaseId phase, Entry entry, BigDecimal score, Column column) {
    jdbc.sql(
            """
            delete from leaderboard_improvement
             where phase_id = :phase and (received_at, submission_id) > (:at, :submission)
               and score %s :score"""
                .formatted(column.ascending() ? ">=" : "<="))
        .param("phase", phase.value())
        .param("at", SqlTime.of(entry.receivedAt()))
        .param("submission", entry.submission().value())
        .param("score", score)
        .update();
  }

  /**
   * The chain by receipt, thinned out evenly to at most some; its first and last links stay.
   *
   * @param most at least 3
   */
  List<Improvement> list(PhaseId phase, int most) {
    return jdbc.sql(
            """
            select submission_id, received_at, score
              from (select *, row_number() over (order by received_at, submission_id) as number,
                           count(*) over () as links
                      from leaderboard_improvement where phase_id = :phase) as chain
             where number = 1 or number = links
                or number % greatest(1, ceil(links / cast(:most - 2 as numeric))) = 0
             order by number""")
        .param("phase", phase.value())
        .param("most", most)
        .query(JdbcImprovements::improvement)
        .list();
  }

  private static Improvement improvement(ResultSet row, int number) throws SQLException {
    return new Improvement(
        new SubmissionId(row.getLong("submission_id")),
        SqlTime.read(row, "received_at"),
        row.getBigDecimal("score"));
  }
}

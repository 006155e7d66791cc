package dev.assay.server.submissions;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Marks submissions as deleted. Callers bring the transaction. */
@Repository
class JdbcDeletions {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcDeletions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Until the transaction ends nobody chooses it for its board, or takes it off. */
  void lock(SubmissionId id) {
    jdbc.sql("select id from submission where id = :id for no key update")
        .param("id", id.value())
        .query(Long.class)
        .optional();
  }

  /**
   * @return false if it is deleted already or not done
   */
  boolean delete(SubmissionId id, AccountId by, String reason, boolean wasOnBoard) {
    return jdbc.sql(
                """
                update submission
                   set deleted_at = :now, deleted_by = :by, deletion_reason = :reason,
                       was_on_board = :board
                 where id = :id and deleted_at is null and trial_id is null
                   and state in ('finished', 'failed', 'cancelled')""")
            .param("now", SqlTime.of(clock.instant()))
            .param("by", by.value())
            .param("reason", reason)
            .param("board", wasOnBoard)
            .param("id", id.value())
            .update()
        == 1;
  }

  /**
   * @return whether it stood on its board when it was deleted; empty if it is not deleted
   */
  Optional<Boolean> restore(SubmissionId id) {
    return jdbc.sql(
            """
            update submission
               set deleted_at = null, deleted_by = null, deletion_reason = ''
             where id = :id and deleted_at is not null returning was_on_board""")
        .param("id", id.value())
        .query(Boolean.class)
        .optional();
  }
}

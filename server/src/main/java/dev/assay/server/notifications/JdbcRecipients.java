package dev.assay.server.notifications;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has to know. */
@Component
class JdbcRecipients {
  private final JdbcClient jdbc;

  JdbcRecipients(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The owner of a phase's competition and who helps. */
  List<AccountId> organisers(PhaseId phase) {
    return jdbc.sql(
            """
            select c.owner_id from phase p join competition c on c.id = p.competition_id
             where p.id = :phase
            union
            select o.account_id from phase p
              join competition_organiser o on o.competition_id = p.competition_id
             where p.id = :phase""")
        .param("phase", phase.value())
        .query((row, number) -> new AccountId(row.getLong(1)))
        .list();
  }

  /** Whether organisers sent it in themselves, to try the competition. */
  boolean areWatching(SubmissionId submission) {
    return jdbc.sql(
            "select exists (select 1 from submission where id = :id and trial_id is not null)")
        .param("id", submission.value())
        .query(Boolean.class)
        .single();
  }

  /** A queue's owner; of the site's own queues, the administrators. */
  List<AccountId> owners(QueueId queue) {
    return jdbc.sql(
            """
            select a.id from queue q join account a
                on a.id = q.owner_id or (q.owner_id is null and a.is_administrator)
             where q.id = :queue""")
        .param("queue", queue.value())
        .query((row, number) -> new AccountId(row.getLong(1)))
        .list();
  }
}

package dev.assay.server.submissions;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TrialId;
import dev.assay.server.storage.Blob;
import dev.assay.server.submissions.TrialSubmissions.Trial;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code submission} that belong to a trial. */
@Repository
class JdbcTrialSubmissions {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcTrialSubmissions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One that was sent in. */
  record Tried(SubmissionId submission, String name, PhaseId phase, SubmissionState state) {}

  /** Received now: a solution lay there long before. */
  SubmissionId insert(AccountId account, Blob blob, Trial trial) {
    return new SubmissionId(
        jdbc.sql(
                """
                insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state,
                                        counts_against_limits, trial_id, trial_name)
                values (nextval('submission_id'), :phase, :account, :blob, :file, :now, 'running',
                        false, :trial, :name) returning id""")
            .param("phase", trial.phase().value())
            .param("account", account.value())
            .param("blob", blob.id().value())
            .param("file", blob.fileName())
            .param("now", SqlTime.of(clock.instant()))
            .param("trial", trial.trial().value())
            .param("name", trial.name())
            .query(Long.class)
            .single());
  }

  List<Tried> of(TrialId trial) {
    return jdbc.sql(
            """
            select id, trial_name, phase_id, state from submission
             where trial_id = :trial order by id""")
        .param("trial", trial.value())
        .query(
            (row, _) ->
                new Tried(
                    new SubmissionId(row.getLong("id")),
                    row.getString("trial_name"),
                    new PhaseId(row.getLong("phase_id")),
                    SubmissionState.of(row.getString("state"))))
        .list();
  }
}

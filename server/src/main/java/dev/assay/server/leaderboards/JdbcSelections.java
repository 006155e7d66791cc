package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code leaderboard_selection}: which submissions stand on a board. */
@Component
final class JdbcSelections {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcSelections(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Set<SubmissionId> of(PhaseId phase, AccountId account) {
    return jdbc
        .sql(
            """
            select submission_id from leaderboard_selection
             where phase_id = :phase and account_id = :account""")
        .param("phase", phase.value())
        .param("account", account.value())
        .query((row, number) -> new SubmissionId(row.getLong("submission_id")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of all participants. */
  Set<SubmissionId> all(PhaseId phase) {
    return jdbc
        .sql("select submission_id from leaderboard_selection where phase_id = :phase")
        .param("phase", phase.value())
        .query((row, number) -> new SubmissionId(row.getLong("submission_id")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean contains(PhaseId phase, SubmissionId submission) {
    return jdbc.sql(
            """
            select exists (select 1 from leaderboard_selection
                            where phase_id = :phase and submission_id = :submission)""")
        .param("phase", phase.value())
        .param("submission", submission.value())
        .query(Boolean.class)
        .single();
  }

  void add(PhaseId phase, AccountId account, Collection<SubmissionId> submissions) {
    if (submissions.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into leaderboard_selection (phase_id, submission_id, account_id, selected_at)
            select :phase, id, :account, :now from unnest(:ids) as wanted (id)
            on conflict do nothing""")
        .param("phase", phase.value())
        .param("account", account.value())
        .param("now", SqlTime.of(clock.instant()))
        .param("ids", ids(submissions))
        .update();
  }

  void remove(PhaseId phase, Collection<SubmissionId> submissions) {
    if (submissions.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            delete from leaderboard_selection
             where phase_id = :phase and submission_id = any(:ids)""")
        .param("phase", phase.value())
        .param("ids", ids(submissions))
        .update();
  }

  static Long[] ids(Collection<SubmissionId> submissions) {
    return submissions.stream().map(SubmissionId::value).toArray(Long[]::new);
  }
}

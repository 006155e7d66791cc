package dev.assay.server.submissions;

import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TrialId;
import dev.assay.server.storage.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSubmissions {
  private static final String SELECT =
      """
      select s.*, p.competition_id from submission s join phase p on p.id = s.phase_id
      """;

  private final JdbcClient jdbc;

  JdbcSubmissions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Submission> find(SubmissionId id) {
    return jdbc.sql(SELECT + " where s.id = :id")
        .param("id", id.value())
        .query(JdbcSubmissions::submission)
        .optional();
  }

  /**
   * The submission of that id, or the one that an evaluation of that id belongs to: both draw from
   * one sequence.
   */
  Optional<SubmissionId> ofAny(long id) {
    return jdbc.sql(
            """
            select id from submission where id = :id
            union select submission_id from evaluation where id = :id""")
        .param("id", id)
        .query(Long.class)
        .optional()
        .map(SubmissionId::new);
  }

  /** Whether it stands on a leaderboard that is not hidden. */
  boolean isOnShownLeaderboard(SubmissionId id) {
    return jdbc.sql(
            """
            select exists (
              select 1 from leaderboard_selection s
                join phase p on p.id = s.phase_id
                join leaderboard l on l.id = p.leaderboard_id
               where s.submission_id = :id and not l.hidden)""")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /** Newest first, of all competitions. */
  List<Submission> latestOf(AccountId account, int most) {
    return jdbc.sql(
            SELECT + " where s.account_id = :account and s.is_entry order by s.id desc limit :most")
        .param("account", account.value())
        .param("most", most)
        .query(JdbcSubmissions::submission)
        .list();
  }

  /**
   * Holds the participant's place in the phase until the transaction ends, so that two uploads at
   * once cannot both take the last slot of a limit.
   */
  void lockParticipant(CompetitionId competition, AccountId account, Instant now) {
    jdbc.sql(
            """
            insert into participant (competition_id, account_id, status, joined_at)
            values (:competition, :account, 'approved', :now)
            on conflict (competition_id, account_id) do nothing""")
        .param("competition", competition.value())
        .param("account", account.value())
        .param("now", SqlTime.of(now))
        .update();
    jdbc.sql(
            """
            select id from participant where competition_id = :competition and account_id = :account
            for update""")
        .param("competition", competition.value())
        .param("account", account.value())
        .query(Long.class)
        .single();
  }

  /**
   * Of the day of that instant alone: what was received since midnight meanwhile is not of it. The
   * account of a program has no limits where its competition allows it.
   */
  Quota quota(Phase phase, AccountId account, Instant now) {
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return jdbc.sql(
            """
            select count(*) filter (where received_at >= :from and received_at < :until) as today,
                   count(*) as so_far,
                   exists (select 1 from account a, competition c
                            where a.id = :account and a.is_robot
                              and c.id = :competition and c.allow_robot_submissions) as unlimited
              from submission
             where phase_id = :phase and account_id = :account and counts_against_limits""")
        .param("from", day.atStartOfDay().atOffset(ZoneOffset.UTC))
        .param("until", day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
        .param("phase", phase.id().value())
        .param("account", account.value())
        .param("competition", phase.competition().value())
        .query(
            (row, number) ->
                row.getBoolean("unlimited")
                    ? new Quota(row.getInt("today"), row.getInt("so_far"), null, null)
                    : Quota.of(phase, row.getInt("today"), row.getInt("so_far")))
        .single();
  }

  SubmissionId insert(PhaseId phase, AccountId account, Blob blob, SubmissionState state) {
    return new SubmissionId(
        jdbc.sql(
                """
                insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
                values (nextval('submission_id'), :phase, :account, :blob, :name, :now, :state) returning id""")
            .param("phase", phase.value())
            .param("account", account.value())
            .param("blob", blob.id().value())
            .param("name", blob.fileName())
            .param("now", SqlTime.of(blob.sealedAt()))
            .param("state", state.stored())
            .query(Long.class)
            .single());
  }

  /** Those that wait for an organiser, the oldest first. */
  List<SubmissionId> held(CompetitionId competition) {
    return jdbc.sql(
            """
            select s.id from submission s join phase p on p.id = s.phase_id
             where p.competition_id = :competition and s.state = 'submitted' order by s.id""")
        .param("competition", competition.value())
        .query((row, number) -> new SubmissionId(row.getLong("id")))
        .list();
  }

  /**
   * Ends the waiting for an organiser.
   *
   * @return false if it did not wait for one
   */
  boolean leaveHeld(SubmissionId id, SubmissionState next, @Nullable Instant endedAt) {
    return jdbc.sql(
                """
                update submission set state = :state, ended_at = :ended
                 where id = :id and state = 'submitted'""")
            .param("state", next.stored())
            .param("ended", SqlTime.ofNullable(endedAt), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
            .param("id", id.value())
            .update()
        == 1;
  }

  /**
   * Writes the state if it changed. Whether it counts is decided at its end; what an organiser runs
   * again can only be forgiven.
   */
  void move(SubmissionId id, SubmissionState state, boolean counts, @Nullable Instant endedAt) {
    jdbc.sql(
            """
            update submission s
               set state = :state, ended_at = :ended,
                   counts_against_limits = case
                     when s.migrated_from is not null or s.trial_id is not null then false
                     when not :final then s.counts_against_limits
                     when exists (select 1 from evaluation e
                                   where e.submission_id = s.id and e.generation > 1)
                     then s.counts_against_limits and :counts
                     else :counts end
             where s.id = :id""")
        .param("final", state.isFinal())
        .param("id", id.value())
        .param("state", state.stored())
        .param("counts", counts)
        .param("ended", SqlTime.ofNullable(endedAt), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /** How the current evaluations stand: state and, for failed ones, whose fault. */
  List<EvaluationStanding> standings(SubmissionId id) {
    return jdbc.sql(
            """
            select state, failure ->> 'fault' as fault from evaluation
             where submission_id = :id and is_current""")
        .param("id", id.value())
        .query(EvaluationStanding.class)
        .list();
  }

  record EvaluationStanding(String state, @Nullable String fault) {}

  private static Submission submission(ResultSet row, int number) throws SQLException {
    return new Submission(
        new SubmissionId(row.getLong("id")),
        new PhaseId(row.getLong("phase_id")),
        new CompetitionId(row.getLong("competition_id")),
        new AccountId(row.getLong("account_id")),
        new BlobId(row.getLong("blob_id")),
        row.getString("file_name"),
        SqlTime.read(row, "received_at"),
        SubmissionState.of(row.getString("state")),
        row.getBoolean("counts_against_limits"),
        SqlTime.readNullable(row, "ended_at"),
        trial(row),
        deletion(row));
  }

  private static @Nullable Deletion deletion(ResultSet row) throws SQLException {
    var at = SqlTime.readNullable(row, "deleted_at");
    return at == null
        ? null
        : new Deletion(
            at, new AccountId(row.getLong("deleted_by")), row.getString("deletion_reason"));
  }

  private static @Nullable TrialId trial(ResultSet row) throws SQLException {
    var id = row.getObject("trial_id", Long.class);
    return id == null ? null : new TrialId(id);
  }
}

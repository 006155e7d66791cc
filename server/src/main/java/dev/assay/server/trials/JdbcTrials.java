package dev.assay.server.trials;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TrialId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code trial}, and what there is to try. */
@Repository
class JdbcTrials {
  private static final int MOST = 20;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcTrials(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A trial.
   *
   * @param by who asked
   * @param runs how many were sent in
   * @param open how many of them are not final
   * @param scored how many of them were scored
   */
  record Trial(
      TrialId id,
      CompetitionId competition,
      AccountId by,
      Instant at,
      int runs,
      int open,
      int scored) {}

  /** A task's sample solution, in a phase that measures with the task. */
  record Solution(PhaseId phase, TaskId task, DatasetId dataset, String name, BlobId blob) {}

  TrialId insert(CompetitionId competition, AccountId by) {
    return new TrialId(
        jdbc.sql(
                """
                insert into trial (competition_id, account_id, at)
                values (:competition, :by, :now) returning id""")
            .param("competition", competition.value())
            .param("by", by.value())
            .param("now", SqlTime.of(clock.instant()))
            .query(Long.class)
            .single());
  }

  /** Whoever begins a trial waits here for others who do. */
  void lock(CompetitionId competition) {
    jdbc.sql("select id from competition where id = :id for no key update")
        .param("id", competition.value())
        .query(Long.class)
        .single();
  }

  private static final String TRIAL =
      """
      select t.id, t.competition_id, t.account_id, t.at, count(*) as runs,
             count(*) filter (where s.state in ('submitted', 'running')) as open,
             count(*) filter (where s.state = 'finished') as scored
        from trial t join submission s on s.trial_id = t.id
      """;

  Optional<Trial> find(TrialId id) {
    return jdbc.sql(TRIAL + "where t.id = :id group by t.id")
        .param("id", id.value())
        .query(JdbcTrials::trial)
        .optional();
  }

  /** The newest first. */
  List<Trial> of(CompetitionId competition) {
    return jdbc.sql(
            TRIAL
                + """
                where t.competition_id = :competition
                group by t.id order by t.id desc limit :most""")
        .param("competition", competition.value())
        .param("most", MOST)
        .query(JdbcTrials::trial)
        .list();
  }

  private static Trial trial(ResultSet row, int number) throws SQLException {
    return new Trial(
        new TrialId(row.getLong("id")),
        new CompetitionId(row.getLong("competition_id")),
        new AccountId(row.getLong("account_id")),
        SqlTime.read(row, "at"),
        row.getInt("runs"),
        row.getInt("open"),
        row.getInt("scored"));
  }

  /**
   * By phase, then as they were made. Those of borrowed tasks only where the competition's owner
   * may use them by themselves: to use a task is not to read it, and who tries a submission may.
   */
  List<Solution> solutions(CompetitionId competition) {
    return jdbc.sql(
            """
            select p.id as phase, pt.task_id, s.dataset_id, s.name, d.blob_id
              from competition c
              join phase p on p.competition_id = c.id and not p.is_hidden
              join phase_task pt on pt.phase_id = p.id
              join solution s on s.task_id = pt.task_id
              join dataset d on d.id = s.dataset_id
             where c.id = :competition
               and (d.owner_id = c.owner_id or d.is_public
                    or exists (select 1 from dataset_share h
                                where h.dataset_id = d.id and h.account_id = c.owner_id))
             order by p.position, s.id, pt.position""")
        .param("competition", competition.value())
        .query(
            (row, _) ->
                new Solution(
                    new PhaseId(row.getLong("phase")),
                    new TaskId(row.getLong("task_id")),
                    new DatasetId(row.getLong("dataset_id")),
                    row.getString("name"),
                    new BlobId(row.getLong("blob_id"))))
        .list();
  }
}

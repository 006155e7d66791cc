package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcCompetitions implements Competitions {
  private final JdbcClient jdbc;
  private final PresentedKeys keys;
  private final DefaultQueueSettings defaultQueue;

  JdbcCompetitions(JdbcClient jdbc, PresentedKeys keys, DefaultQueueSettings defaultQueue) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.defaultQueue = defaultQueue;
  }

  @Override
  public Optional<Competition> find(CompetitionId id) {
    var sql =
        """
        select id, owner_id, title, description, is_published, docker_image, queue_id,
               enable_detailed_results, show_detailed_results_in_submission_panel,
               show_detailed_results_in_leaderboard, auto_run_submissions, network, writable_root,
               image_user, container_user
        from competition where id = :id
        """;
    return jdbc.sql(sql).param("id", id.value()).query(JdbcCompetitions::competition).optional();
  }

  /** The time limit is the one that holds: in the default queue never above that of the queue. */
  private static final String PHASE =
      """
      select id, competition_id, leaderboard_id, position, name, description, starts_at, ends_at,
             max_submissions_per_day, max_submissions, hide_output, hide_prediction_output,
             hide_score_output, accepts_only_results,
             case when exists (select 1 from competition c
                                 join queue q on q.id = coalesce(p.queue_id, c.queue_id)
                                where c.id = p.competition_id and q.deleted_at is null
                                  and not q.is_default)
                  then execution_time_limit else least(execution_time_limit, :longest)
              end as execution_time_limit
      from phase p
      """;

  @Override
  public Optional<Phase> phase(PhaseId id) {
    return phases("where id = :id")
        .param("id", id.value())
        .query(JdbcCompetitions::phase)
        .optional();
  }

  @Override
  public List<Phase> phases(CompetitionId id) {
    return phases("where competition_id = :id and not is_hidden order by position")
        .param("id", id.value())
        .query(JdbcCompetitions::phase)
        .list();
  }

  private JdbcClient.StatementSpec phases(String which) {
    return jdbc.sql(PHASE + which).param("longest", defaultQueue.timeLimit().toSeconds());
  }

  @Override
  public Standing standing(@Nullable Account account, CompetitionId id) {
    var sql =
        """
        select c.is_published, c.secret_key,
               c.owner_id = :account or exists (
                 select 1 from competition_organiser o
                 where o.competition_id = c.id and o.account_id = :account) as organises,
               (select status from participant p
                where p.competition_id = c.id and p.account_id = :account) as participation,
               c.allow_robot_submissions and exists (
                 select 1 from account a where a.id = :account and a.is_robot) as is_admitted_robot
        from competition c where c.id = :id
        """;
    return jdbc.sql(sql)
        .param("id", id.value())
        .param("account", account == null ? -1 : account.id().value())
        .query((row, _) -> facts(row))
        .optional()
        .map(facts -> standing(account, id, facts))
        .orElse(Standing.CANNOT_SEE);
  }

  private record Facts(
      boolean isPublished,
      UUID secretKey,
      boolean organises,
      @Nullable String participation,
      boolean isAdmittedRobot) {}

  private Standing standing(@Nullable Account account, CompetitionId id, Facts facts) {
    if (facts.organises() || (account != null && account.isAdministrator())) {
      return Standing.ORGANISER;
    }
    if ("approved".equals(facts.participation())) {
      return Standing.PARTICIPANT;
    }
    if (!facts.isPublished() && !keys.opens(id, facts.secretKey())) {
      return Standing.CANNOT_SEE;
    }
    if (facts.isAdmittedRobot() && !"denied".equals(facts.participation())) {
      return Standing.PARTICIPANT;
    }
    return switch (facts.participation()) {
      case "pending" -> Standing.PENDING;
      case "denied" -> Standing.DENIED;
      case null, default -> Standing.VISITOR;
    };
  }

  private static Facts facts(ResultSet row) throws SQLException {
    return new Facts(
        row.getBoolean("is_published"),
        row.getObject("secret_key", UUID.class),
        row.getBoolean("organises"),
        row.getString("participation"),
        row.getBoolean("is_admitted_robot"));
  }

  private static Competition competition(ResultSet row, int number) throws SQLException {
    var queue = row.getObject("queue_id", Long.class);
    return new Competition(
        new CompetitionId(row.getLong("id")),
        new AccountId(row.getLong("owner_id")),
        row.getString("title"),
        row.getString("description"),
        row.getBoolean("is_published"),
        row.getString("docker_image"),
        queue == null ? null : new QueueId(queue),
        row.getBoolean("enable_detailed_results"),
        row.getBoolean("show_detailed_results_in_submission_panel"),
        row.getBoolean("show_detailed_results_in_leaderboard"),
        row.getBoolean("auto_run_submissions"),
        row.getBoolean("network"),
        row.getBoolean("writable_root"),
        row.getBoolean("image_user"),
        row.getString("container_user"));
  }

  static Phase phase(ResultSet row, int number) throws SQLException {
    return new Phase(
        new PhaseId(row.getLong("id")),
        new CompetitionId(row.getLong("competition_id")),
        new LeaderboardId(row.getLong("leaderboard_id")),
        row.getInt("position"),
        row.getString("name"),
        row.getString("description"),
        SqlTime.read(row, "starts_at"),
        SqlTime.readNullable(row, "ends_at"),
        row.getObject("max_submissions_per_day", Integer.class),
        row.getObject("max_submissions", Integer.class),
        Duration.ofSeconds(row.getInt("execution_time_limit")),
        row.getBoolean("hide_output"),
        row.getBoolean("hide_prediction_output"),
        row.getBoolean("hide_score_output"),
        row.getBoolean("accepts_only_results"));
  }
}
